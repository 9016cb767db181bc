// Amazon EventBridge Scheduler: invokes functions when their schedules say so.
import { sendJson, type Handler } from './http.ts'
import { friendlyName } from './lambda.ts'
import { ServiceError, type Assembly, type Functions, type Log } from './types.ts'

type Properties = {
  ScheduleExpression: string
  ScheduleExpressionTimezone?: string
  State?: 'ENABLED' | 'DISABLED'
  Target: { Arn: string; Input?: string }
}
type FunctionTags = { Tags?: { Key: string; Value: string }[]; Code: object; Role: string }

export type Schedule = { name: string; functionName: string; expression: string; timezone: string }

export type Scheduler = {
  schedules(): Schedule[]
  /** Invokes the target of a schedule, or of every schedule of a function, now. */
  fire(name: string): Promise<void>
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
    const event: unknown = input ? JSON.parse(input) : scheduledEvent(assembly, name)
    await functions.invoke(arn, event, { async: true })
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
      if (!schedule.enabled || !isDue(schedule, minute, new Date(started))) continue
      log(`schedule ${schedule.expression} is due: ${schedule.functionName}`)
      void invoke(schedule)
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
    async handle({ method, url = '/' }, response) {
      const name = decodeURIComponent(url.slice(1))
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

type Entry = Schedule & { arn: string; enabled: boolean; input?: string | undefined }

function read(assembly: Assembly): Entry[] {
  return assembly.of<Properties>('AWS::Scheduler::Schedule').map(({ name, properties }) => {
    const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State, Target } = properties
    const target = assembly.find<FunctionTags>('AWS::Lambda::Function', Target.Arn)
    return {
      name,
      functionName: target ? friendlyName(target) : Target.Arn,
      expression: ScheduleExpression,
      timezone: ScheduleExpressionTimezone,
      enabled: State !== 'DISABLED',
      arn: Target.Arn,
      input: Target.Input,
    }
  })
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
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/**
 * Whether a schedule fires in the minute that starts at `minute`. Rates count from `started`, the
 * start of the backend. Throws for an expression that is neither a rate nor a numeric cron.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function isDue(
  { expression, timezone }: Pick<Schedule, 'expression' | 'timezone'>,
  minute: Date,
  started: Date,
): boolean {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression)
  if (rate) {
    const minutes = Math.round((minute.getTime() - started.getTime()) / 60_000)
    return minutes > 0 && minutes % (Number(rate[1]) * (unitMinutes[rate[2] ?? ''] ?? 1)) === 0
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.split(' ')
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
  const now = [
    Number(part('minute')),
    Number(part('hour')),
    Number(part('day')),
    Number(part('month')),
    weekdays.indexOf(part('weekday')) + 1, // AWS counts from Sunday = 1
    Number(part('year')),
  ]
  return fields.every((field, index) =>
    matches(field, now[index] ?? 0, index === 2 || index === 3 ? 1 : 0),
  )
}

/** One cron field: `*`, `?`, numbers, ranges, steps and lists of them. */
function matches(field: string, value: number, first: number): boolean {
  return field.split(',').some((item) => {
    const [range = '*', step] = item.split('/')
    if (range === '*' || range === '?') return !step || (value - first) % Number(step) === 0
    const [from = NaN, to = step ? Infinity : from] = range.split('-').map(Number)
    return value >= from && value <= to && (value - from) % Number(step ?? 1) === 0
  })
}
