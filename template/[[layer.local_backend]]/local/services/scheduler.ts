// Amazon EventBridge Scheduler: invokes functions when their schedules say so.
import { decodePath, sendJson, type Handler } from './http.ts'
import { friendlyName } from './lambda.ts'
import { ServiceError, type Assembly, type Functions, type Log } from './types.ts'

type Properties = {
  ScheduleExpression: string
  ScheduleExpressionTimezone?: string
  State?: 'ENABLED' | 'DISABLED'
  Target: { Arn: string; Input?: string }
}
type FunctionTags = { Tags?: { Key: string; Value: string }[] }

export type Schedule = { name: string; functionName: string; expression: string; timezone: string }

export type Scheduler = {
  schedules(): Schedule[]
  /** Invokes the target of a schedule, or of every schedule of a function, now. */
  fire(name: string): Promise<void>
  /** One phrase for each schedule that never comes due here. */
  missing(): string[]
  /** GET lists the schedules; POST /NAME fires one. */
  handle: Handler
  reload(assembly: Assembly): void
  close(): void
}

type Options = { assembly: Assembly; functions: Functions; log: Log }

export function createScheduler({ assembly, functions, log }: Options): Scheduler {
  let schedules = read(assembly)
  const started = Date.now()

  const invoke = async ({ arn, name, input }: Entry) => {
    await functions.invoke(arn, eventOf(assembly, name, input), { async: true })
  }
  const fire = async (name: string) => {
    const due = schedules.filter((one) => one.name === name || one.functionName === name)
    if (!due.length) {
      throw new ServiceError('ResourceNotFoundException', `There is no schedule ${name}`, 404)
    }
    // A function with several schedules runs once when it is named itself.
    for (const schedule of due.slice(0, 1)) await invoke(schedule)
  }

  const tick = () => {
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000)
    for (const schedule of schedules) {
      const { enabled, expression, functionName, problem } = schedule
      if (!enabled || problem || !isDue(schedule, minute, new Date(started))) continue
      log(`schedule ${expression} is due: ${functionName}`)
      invoke(schedule).catch((error: unknown) => log(`schedule ${expression}: ${String(error)}`))
    }
    timer = next()
  }
  const next = () => setTimeout(tick, 60_000 - (Date.now() % 60_000)).unref()
  let timer = next()

  const published = () =>
    schedules.map(({ name, functionName, expression, timezone }) => ({
      name,
      functionName,
      expression,
      timezone,
    }))
  return {
    schedules: published,
    fire,
    missing: () => [
      ...schedules.flatMap(({ problem }) => problem ?? []),
      ...assembly.of('AWS::Events::Rule').map(({ id }) => `the rule ${id} (Amazon EventBridge)`),
    ],
    async handle({ method, url = '/' }, response) {
      const name = decodePath(url.slice(1).split('?')[0] ?? '')
      if (method === 'POST' && name) await fire(name)
      else if (method !== 'GET' || name) {
        throw new ServiceError('NotFound', 'GET lists the schedules, POST /NAME fires one', 404)
      }
      sendJson(response, 200, published(), 'application/json')
    },
    reload(next) {
      assembly = next
      schedules = read(next)
    },
    close: () => clearTimeout(timer),
  }
}

type Entry = Schedule & {
  arn: string
  enabled: boolean
  input?: string | undefined
  /** Why it never comes due here. */
  problem?: string | undefined
}

function read(assembly: Assembly): Entry[] {
  return assembly.of<Properties>('AWS::Scheduler::Schedule').map(({ name, properties }) => {
    const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State, Target } = properties
    const target = assembly.find<FunctionTags>('AWS::Lambda::Function', Target.Arn)
    const schedule = {
      name,
      functionName: target ? friendlyName(target) : Target.Arn,
      expression: ScheduleExpression,
      timezone: ScheduleExpressionTimezone,
    }
    const isTimed = isReadable(schedule)
    const problem = `the schedule ${name} (${target ? ScheduleExpression : Target.Arn})`
    return {
      ...schedule,
      enabled: State !== 'DISABLED',
      arn: Target.Arn,
      input: Target.Input,
      ...(!(target && isTimed) && { problem }),
    }
  })
}

function isReadable(schedule: Pick<Schedule, 'expression' | 'timezone'>): boolean {
  try {
    isDue(schedule, new Date(), new Date())
    return true
  } catch {
    return false
  }
}

/** What a schedule sends: its own input, where it has one. */
function eventOf(assembly: Assembly, name: string, input: string | undefined): unknown {
  const event = scheduledEvent(assembly, name)
  if (!input) return event
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
  const text = input
    .replaceAll('<aws.scheduler.schedule-arn>', event.resources[0] ?? '')
    .replaceAll('<aws.scheduler.scheduled-time>', event.time)
    .replaceAll('<aws.scheduler.execution-id>', event.id)
    .replaceAll('<aws.scheduler.attempt-number>', '1')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const scheduledEvent = ({ placeholders: { account, region } }: Assembly, name: string) => ({
  version: '0',
  id: crypto.randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account,
  time: new Date().toISOString(),
  region,
  resources: [`arn:aws:scheduler:${region}:${account}:schedule/default/${name}`],
  detail: '{}',
})

const unitMinutes: Record<string, number> = { minute: 1, hour: 60, day: 1440 }
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/**
 * Whether a schedule fires in the minute that starts at `minute`. Rates count from `started`, the start of the backend.
 * Throws for a time zone that does not exist, and for an expression that is neither a rate nor a cron whose fields hold
 * numbers, names, ranges, steps and lists of them, or `L` and `#` for days.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function isDue(
  { expression, timezone }: Pick<Schedule, 'expression' | 'timezone'>,
  minute: Date,
  started: Date,
): boolean {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression)
  if (rate) {
    const minutes = Math.round((minute.getTime() - started.getTime()) / 60_000)
    return minutes > 0 && minutes % (Number(rate[1]) * (unitMinutes[rate[2] ?? ''] ?? 1)) === 0
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/)
  if (fields?.length !== 6) throw new Error(`The schedule ${expression} is not available locally`)
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(minute)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const number = (type: string) => Number(part(type))
  const day = number('day')
  const last = new Date(Date.UTC(number('year'), number('month'), 0)).getUTCDate()
  const [minutes = '', hours = '', days = '', monthNames = '', dayNames = '', years = ''] = fields
  const weekday = weekdays.indexOf(part('weekday').toUpperCase()) + 1 // AWS counts from Sunday = 1
  return [
    matches(minutes, number('minute')),
    matches(hours, number('hour')),
    days === 'L' ? day === last : matches(days, day, 1),
    matches(numbered(monthNames, months), number('month'), 1),
    isWeekday(numbered(dayNames, weekdays), weekday, day, last),
    matches(years, number('year')),
  ].every(Boolean)
}

const numbered = (field: string, names: string[]) =>
  field.replace(/[A-Z]{3}/gi, (name) => {
    const index = names.indexOf(name.toUpperCase())
    return index < 0 ? name : String(index + 1)
  })

/** `6#3` is the third Friday of a month, `6L` its last, `L` Saturday. */
function isWeekday(field: string, weekday: number, day: number, last: number): boolean {
  const [, wanted, week] = /^([1-7])(?:#([1-5])|L)$/.exec(field) ?? []
  if (!wanted) return matches(field === 'L' ? '7' : field, weekday, 1)
  const isRight = week ? Math.ceil(day / 7) === Number(week) : day > last - 7
  return weekday === Number(wanted) && isRight
}

/** One cron field: `*`, `?`, numbers, ranges, steps and lists of them. Throws for everything else. */
function matches(field: string, value: number, first = 0): boolean {
  const items = field.split(',').map((item) => {
    const [, range = '', from, to, step] =
      /^(\*|\?|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/.exec(item) ?? []
    if (!range) throw new Error(`The cron field ${field} is not available locally`)
    const start = Number(from ?? first)
    const end = Number(to ?? (from && !step ? from : Infinity))
    return value >= start && value <= end && (value - start) % Number(step ?? 1) === 0
  })
  return items.some(Boolean)
}
