'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useAction } from 'next-safe-action/hooks'
import { CIRCLE_ROLES } from '@/domain/quality/vocabulary'
import { createCircleAction, createProjectAction, recordSessionAction, saveMemberAction } from '../actions'
import { SESSION_KINDS } from '../choices'
import { PlainForm, type PlainField } from './plain-form'
import { useTurn } from './use-turn'

interface Option {
  value: string
  label: string
}

export function CircleForm({ stations, today }: { stations: readonly Option[]; today: string }) {
  const t = useTranslations('quality')
  const router = useRouter()
  const { turn } = useTurn()
  const { execute, result, isPending } = useAction(createCircleAction, { onSuccess: ({ data }) => router.push(`/quality/circles/${data.number}`) })
  const fields: PlainField[] = [
    { name: 'station', label: t('fields.station'), type: 'select', options: stations },
    { name: 'name', label: t('fields.name') },
    { name: 'foundedOn', label: t('fields.foundedOn'), type: 'date' },
  ]
  return (
    <PlainForm
      fields={fields} initial={{ station: stations[0]?.value ?? '', foundedOn: today }} submit={t('newCircle')} schema={() => import('../schemas').then(({ createCircleSchema }) => createCircleSchema)}
      toInput={(values) => ({ name: '', ...values, requestKey: turn })} send={execute} pending={isPending} error={result.serverError}
    />
  )
}

export function ProjectForm({ circles, types, today }: { circles: readonly Option[]; types: readonly Option[]; today: string }) {
  const t = useTranslations('quality')
  const router = useRouter()
  const { turn } = useTurn()
  const { execute, result, isPending } = useAction(createProjectAction, { onSuccess: ({ data }) => router.push(`/quality/projects/${data.number}`) })
  const fields: PlainField[] = [
    { name: 'title', label: t('fields.projectTitle') },
    { name: 'circle', label: t('fields.circle'), type: 'select', options: circles },
    { name: 'type', label: t('fields.type'), type: 'select', options: types },
    { name: 'startedOn', label: t('fields.startedOn'), type: 'date' },
  ]
  return (
    <PlainForm
      fields={fields} initial={{ circle: circles[0]?.value ?? '', type: types[0]?.value ?? '', startedOn: today }} submit={t('newProject')} schema={() => import('../schemas').then(({ createProjectSchema }) => createProjectSchema)}
      toInput={(values) => ({ title: '', ...values, requestKey: turn })} send={execute} pending={isPending} error={result.serverError}
    />
  )
}

export interface EditedMember {
  id: string | null
  values: Readonly<Record<string, string>>
}

export function MemberForm({ circle, member, today }: { circle: string; member?: EditedMember; today: string }) {
  const t = useTranslations('quality')
  const { turn, next } = useTurn()
  const { execute, result, isPending } = useAction(saveMemberAction, { onSuccess: next })
  const fields: PlainField[] = [
    { name: 'name', label: t('fields.name') },
    { name: 'role', label: t('circle.role'), type: 'select', options: CIRCLE_ROLES.map((role) => ({ value: role, label: t(`circle.roles.${role}`) })) },
    { name: 'position', label: t('circle.position') },
    { name: 'education', label: t('circle.education') },
    { name: 'duties', label: t('circle.duties') },
    { name: 'joinedOn', label: t('circle.joinedOn'), type: 'date' },
    { name: 'leftOn', label: t('circle.leftOn'), type: 'date' },
  ]
  return (
    <PlainForm
      key={turn} wide fields={fields} initial={member?.values ?? { role: 'member', joinedOn: today, leftOn: '' }} submit={t(member ? 'fields.save' : 'circle.addMember')} schema={() => import('../schemas').then(({ memberSchema }) => memberSchema)}
      toInput={(values) => ({ name: '', position: '', education: '', duties: '', ...values, circle, id: member?.id ?? null, leftOn: values['leftOn'] === '' ? null : values['leftOn'], requestKey: turn })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}

export function SessionForm({ circle, today, attendees }: { circle: string; today: string; attendees: string }) {
  const t = useTranslations('quality')
  const { turn, next } = useTurn()
  const { execute, result, isPending } = useAction(recordSessionAction, { onSuccess: next })
  const fields: PlainField[] = [
    { name: 'kind', label: t('circle.kind'), type: 'select', options: SESSION_KINDS.map((kind) => ({ value: kind, label: t(`circle.${kind}`) })) },
    { name: 'heldOn', label: t('circle.heldOn'), type: 'date' },
    { name: 'topic', label: t('circle.topic') },
    { name: 'hours', label: t('circle.hours') },
    { name: 'attendees', label: t('circle.attendees'), hint: t('circle.attendeesHint') },
    { name: 'minutes', label: t('circle.minutes'), type: 'long' },
  ]
  return (
    <PlainForm
      key={turn} wide fields={fields} initial={{ kind: 'meeting', heldOn: today, hours: '1', attendees }} submit={t('circle.addSession')} schema={() => import('../schemas').then(({ sessionSchema }) => sessionSchema)}
      toInput={(values) => ({ topic: '', minutes: '', ...values, circle, attendees: (values['attendees'] ?? '').split(/[，,、\s]+/).filter((name) => name !== ''), requestKey: turn })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}
