'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import type { CampaignStep } from '@/domain/campaigns/campaign'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { newRequestKey } from '@/ui/request-key'
import { moveCampaignAction } from '../actions'

interface CampaignStepsProps {
  number: string
  version: number
  steps: readonly CampaignStep[]
  /** Doors nobody has been to yet. */
  open: number
}

const VARIANTS = { start: 'primary', finish: 'primary', cancel: 'danger' } as const

/** The steps a campaign can take now; each says what it will do before it does it. */
export function CampaignSteps({ number, version, steps, open }: CampaignStepsProps) {
  const t = useTranslations('campaigns.steps')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [step, setStep] = useState<CampaignStep | null>(null)
  const [requestKey, setRequestKey] = useState(newRequestKey)
  const move = useAction(moveCampaignAction, {
    onSuccess: () => {
      dialog.current?.close()
      setRequestKey(newRequestKey())
      router.refresh()
    },
  })
  return (
    <>
      {steps.map((next) => (
        <Button
          key={next}
          variant={VARIANTS[next]}
          onClick={() => {
            setStep(next)
            dialog.current?.showModal()
          }}
        >
          {t(next)}
        </Button>
      ))}
      <dialog ref={dialog} aria-labelledby="step-title" className="border-line bg-surface text-ink m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        {step && (
          <div className="grid gap-3">
            <h2 id="step-title" className="text-lg font-semibold">
              {t(step)}
            </h2>
            <p>{t(`effects.${step}`, { open })}</p>
            <ActionNotice error={move.result.serverError} />
            <div className="flex justify-end gap-2">
              <Button onClick={() => dialog.current?.close()}>{t('back')}</Button>
              <Button variant={VARIANTS[step]} pending={move.isPending} onClick={() => move.execute({ requestKey, number, version, step })}>
                {t('confirm', { step: t(step) })}
              </Button>
            </div>
          </div>
        )}
      </dialog>
    </>
  )
}
