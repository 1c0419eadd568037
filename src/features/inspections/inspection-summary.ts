/** What one inspection says, as it travels to the phone and stands beside another. */
export interface InspectionSummary {
  inspection: string
  inspectorName: string
  inspectedAt: string
  outcome: 'as_recorded' | 'finding' | 'no_access'
  finding: string | null
  /** Category codes and shares in words of numbers: `COM-1`, `COM-1 30 %`. */
  proposal: string | null
  effectiveFrom: string | null
  note: string
  photos: number
}

/** How the server took what a phone sent. */
export interface ReceivedInspection {
  /** `station-row` of what the server keeps. */
  inspection: string
  state: 'accepted' | 'conflict'
  conflict: 'already-inspected' | 'record-changed' | null
  /** What stands against it. */
  other: InspectionSummary | null
}
