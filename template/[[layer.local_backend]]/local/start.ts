// The local backend's command line: node local/start.ts [flags], see --help.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { manager } from './package-manager.ts'

const usualPort = 20002
const help = `Runs this project's backend on this machine, without an AWS account.

  --port NUMBER   where it listens on 127.0.0.1 (${usualPort}, or the next one that is free)
  --network IP    also listens at this address of the machine, for the app on a phone in that network
  --reset         start empty; otherwise data is kept in .amplify/local/
  --no-watch      do not synthesize again when a file in amplify/ changes (also: --once)
  --quiet         print only codes, errors and logs of functions
  --restore       put amplify_outputs.json of your backend on AWS back, and end
  --run SCRIPT    a script of package.json to run once the backend is ready, which ends with it: --run dev:web`

const options = {
  port: { type: 'string' },
  network: { type: 'string' },
  reset: { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  'no-watch': { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  restore: { type: 'boolean', default: false },
  run: { type: 'string' },
  project: { type: 'string', default: resolve(import.meta.dirname, '..') },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** What others wrote, such as an email address, may not steer the terminal. */
const plain = (text: string) => stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '')
const log = (line: string) => console.log(plain(line))
const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** What was started, the latest last, each with how it ends. */
const started: (() => unknown)[] = []
let endingSince: number | undefined
let uncaught: (error: unknown) => void = (error) => fail(error)
process.on('uncaughtException', (error) => uncaught(error))

// Nobody reads any more what is printed.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(1))

async function end(status: number): Promise<void> {
  if (endingSince !== undefined) return
  endingSince = performance.now()
  setTimeout(() => process.exit(status), 10_000).unref()
  for (const stop of started.reverse()) {
    try {
      await stop()
    } catch (error) {
      console.error(plain(message(error)))
    }
  }
  process.exit(status)
}

/** Ctrl+C and a terminal that is closed reach what was started as well, which ends by itself then. */
let interrupted = false
let kill = () => {}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = signal !== 'SIGTERM'
    // A package manager passes Ctrl+C on, so it arrives twice; who presses it later again does not
    // want to wait.
    if (endingSince !== undefined && performance.now() - endingSince > 300) {
      kill()
      process.exit(130)
    }
    void end(0)
  })
}
// A package manager cannot pass on what kills it at once.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || void end(0), 1000).unref()
}

function fail(error: unknown): void {
  if (endingSince === undefined) console.error(plain(message(error)))
  void end(1)
}

/** A sentence about the command line, and the status that shells use for it. */
function misused(sentence: string): never {
  console.error(plain(`${sentence}. All flags: node local/start.ts --help`))
  process.exit(2)
}

function readFlags() {
  try {
    const { values } = parseArgs({ options })
    const { port, network } = values
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
      misused(`--port takes a number from 0 to 65535, not "${port}"`)
    }
    const known = inNetworks()
    if (network !== undefined && !known.includes(network)) {
      misused(
        `--network takes an address of this machine, not "${network}": ${known.join(' or ') || 'it is in no network'}`,
      )
    }
    return { ...values, port: port === undefined ? undefined : Number(port) }
  } catch (error) {
    return misused(message(error).split(/\. |\.?\n/)[0] ?? '')
  }
}

/** The machine's addresses in networks. */
function inNetworks(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return all
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map((each) => each.address)
}

/** Installs the engines at first use and after an update of the template. */
function installEngines(): void {
  const folder = import.meta.dirname
  const installed = join(folder, 'node_modules', '.package-lock.json')
  const wanted = statSync(join(folder, 'package-lock.json')).mtimeMs
  if (existsSync(installed) && statSync(installed).mtimeMs >= wanted) return
  log('Installing the engines of the local backend into local/node_modules (once) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    throw new Error('The engines could not be installed. Run: npm ci --prefix local')
}

/** The server, at the usual port or the next free one when none is asked for. */
async function listen(asked: number | undefined) {
  const { startServer } = await import('./server.ts')
  for (let port = asked ?? usualPort; ; port += 1) {
    try {
      return await startServer(port, log)
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || asked !== undefined) throw error
    }
  }
}

async function main(): Promise<void> {
  const flags = readFlags()
  if (flags.help) return log(help)
  const project = resolve(flags.project)
  const say = flags.quiet ? () => {} : log
  const { restoreOutputs, replaceOutputs, copyName } = await import('./outputs.ts')
  if (flags.restore) {
    const done = await restoreOutputs(project)
    return log(
      done ? 'amplify_outputs.json is that of AWS again.' : 'There was nothing to restore.',
    )
  }
  if (!existsSync(join(project, 'amplify', 'backend.ts'))) {
    throw new Error(`${project} holds no amplify/backend.ts.`)
  }
  installEngines()
  const startedAt = performance.now()
  const { claim, findRunning, release } = await import('./running.ts')
  const { dataDirectory, openStore } = await import('./services/store.ts')

  // First of all, before anything is written or removed: it may be another process's.
  const refuse = ({ pid, url }: { pid: number; url: string }): never => {
    throw new Error(
      `This project's backend runs already, at ${url} (process ${pid}). Use that one or end it first.`,
    )
  }
  const directory = dataDirectory(project)
  const running = await findRunning(directory)
  if (running) refuse(running)
  const server = await listen(flags.port)
  started.push(server.close)
  const other = await claim(directory, server.url)
  if (other) refuse(other)
  started.push(() => release(directory))
  const network = flags.network === undefined ? undefined : await server.openTo(flags.network)
  const { loadAssembly } = await import('../scripts/cloud-assembly.ts')
  const { isStale, sourcesOf, synthesize } = await import('../scripts/synth.ts')
  const { startBackend } = await import('./backend.ts')
  const { watchFile, watchSources } = await import('./watch.ts')
  const { port } = new URL(server.url)
  if (flags.port === undefined && port !== String(usualPort)) {
    log(`Port ${usualPort} is in use, so the backend takes ${port}.`)
  }

  const store = openStore(project, { reset: flags.reset })
  const placeholders = { seed: store.secret('seed'), graphqlUrl: `${server.url}/graphql` }
  // Assemblies take turns, so that the one in use stays whole while the next is written.
  const directories = [0, 1].map((n) =>
    join(project, '.amplify', 'artifacts', `cdk.out.local.${n}`),
  )
  const age = (path: string) => (existsSync(path) ? statSync(path).mtimeMs : 0)
  let [current = '', next = ''] = directories.sort((a, b) => age(b) - age(a))
  const synthesizeNext = async (signal: AbortSignal) => {
    const warnings = await synthesize('sandbox', project, next, signal)
    if (warnings) log(warnings)
    return loadAssembly(next, placeholders)
  }

  if (await isStale(project, current)) {
    say('Synthesizing the backend …')
    const stopped = new AbortController()
    const synthesis = synthesizeNext(stopped.signal)
    started.push(() => {
      stopped.abort()
      return synthesis.catch(() => undefined)
    })
    await synthesis
    ;[current, next] = [next, current]
  }
  const synthesized = performance.now()
  const assembly = loadAssembly(current, placeholders)
  const unstartable = (error: unknown) => {
    const hint = flags.reset ? '' : '\nIf its data is damaged or old, --reset starts without it.'
    return new Error(`The local backend could not start: ${message(error)}${hint}`)
  }
  // Some engines open their files while nobody waits for that.
  uncaught = (error) => fail(unstartable(error))
  const starting = startBackend({ assembly, server, store, log, network })
  const backend = await starting.catch((error: unknown) => {
    throw unstartable(error)
  })
  started.push(backend.close)

  if (await replaceOutputs(project, await backend.outputs())) {
    log(
      `amplify_outputs.json of your backend on AWS is kept as ${copyName} and put back when this ends.`,
    )
  }
  started.push(() => restoreOutputs(project))

  const tellSecrets = () => {
    for (const [name, secret] of backend.missingSecrets()) {
      log(`The function ${name} needs the secret ${secret}: add it to .amplify/local/secrets.json`)
    }
  }
  const tell = () => {
    for (const feature of backend.unavailable()) log(`Not available locally: ${feature}`)
    tellSecrets()
  }
  tell()
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)
  const who = network
    ? `It answers this machine, and whoever has the app's code in the network of ${flags.network},`
    : 'It runs on this machine only'
  const addresses = backend.addresses().map(([label, url]) => `  ${label}: ${url}\n`)
  say(`
Local backend ready at ${server.url} (${seconds(startedAt)} s, of which engines ${seconds(synthesized)} s)
  ${who} and is for development; its data is in .amplify/local/.
  Sign-up codes are printed here and shown at ${server.pageUrl}
${addresses.join('')}  To use AWS instead: ${manager} run sandbox
`)
  // One request that goes wrong in an unforeseen way is no reason to end the others.
  uncaught = (error) => log(error instanceof Error ? (error.stack ?? error.message) : String(error))

  const reload = async (signal: AbortSignal) => {
    const from = performance.now()
    try {
      const assembly = await synthesizeNext(signal)
      if (signal.aborted) return
      await backend.reload(assembly)
      ;[current, next] = [next, current]
      await replaceOutputs(project, await backend.outputs())
      tell()
      say(`Reloaded in ${seconds(from)} s.`)
    } catch (error) {
      if (signal.aborted) return
      log(`${message(error)}\nThe backend before this change is still running.`)
    }
  }
  if (!flags.once && !flags['no-watch']) {
    started.push(watchSources(project, (await sourcesOf(current)) ?? {}, reload))
  }
  const takeOverSecrets = (text = '{}'): void => {
    try {
      JSON.parse(text)
    } catch {
      return log('.amplify/local/secrets.json is not JSON, so the secrets before this change stay.')
    }
    backend.refreshSecrets()
    say('.amplify/local/secrets.json was taken over.')
    tellSecrets()
  }
  started.push(watchFile(store.path('secrets.json'), takeOverSecrets))

  if (flags.run === undefined) return
  const { runScript } = await import('./script.ts')
  const script = runScript(project, flags.run, server.url)
  started.push(() => script.end(interrupted ? 1000 : 0))
  kill = script.kill
  await end(await script.ended)
}

main().catch(fail)
