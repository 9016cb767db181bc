// The local backend's command line: node local/start.ts [flags], see --help.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const help = `Runs this project's backend on this machine, without an AWS account.

  --port NUMBER   where it listens on 127.0.0.1 (20002)
  --reset         start empty; otherwise data is kept in .amplify/local/
  --no-watch      do not synthesize again when a file in amplify/ changes (also: --once)
  --quiet         print only codes, errors and logs of functions
  --restore       put amplify_outputs.json of your backend on AWS back, and end
  --run SCRIPT    an npm script to run once the backend is ready, which ends with it: --run dev:web`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '20002' },
    reset: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    'no-watch': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    restore: { type: 'boolean', default: false },
    run: { type: 'string' },
    project: { type: 'string', default: resolve(import.meta.dirname, '..') },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const project = resolve(values.project)
const windows = process.platform === 'win32'
const log = (line: string) => console.log(line)
const say = values.quiet ? () => {} : log

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
    shell: windows,
  })
  if (status !== 0)
    throw new Error('The engines could not be installed. Run: npm ci --prefix local')
}

async function main(): Promise<void> {
  const { restoreOutputs, replaceOutputs, copyName } = await import('./outputs.ts')
  if (values.restore) {
    const done = await restoreOutputs(project)
    return log(
      done ? 'amplify_outputs.json is that of AWS again.' : 'There was nothing to restore.',
    )
  }
  installEngines()
  const started = performance.now()
  const { loadAssembly } = await import('../scripts/cloud-assembly.ts')
  const { isStale, synthesize } = await import('../scripts/synth.ts')
  const { startBackend } = await import('./backend.ts')
  const { startServer } = await import('./server.ts')
  const { openStore } = await import('./services/store.ts')
  const { watchSources } = await import('./watch.ts')

  const store = openStore(project, { reset: values.reset })
  const server = await startServer(Number(values.port))
  const placeholders = { seed: store.secret('seed'), graphqlUrl: `${server.url}/graphql` }
  // Assemblies take turns, so that the one in use stays whole while the next is written.
  const directories = [0, 1].map((n) =>
    join(project, '.amplify', 'artifacts', `cdk.out.local.${n}`),
  )
  const age = (path: string) => (existsSync(path) ? statSync(path).mtimeMs : 0)
  let [current = '', next = ''] = directories.sort((a, b) => age(b) - age(a))
  const synthesizeNext = async (signal?: AbortSignal) => {
    const warnings = await synthesize('sandbox', project, next, signal)
    if (warnings) log(warnings)
    return loadAssembly(next, placeholders)
  }

  if (await isStale(project, current)) {
    say('Synthesizing the backend …')
    await synthesizeNext()
    ;[current, next] = [next, current]
  }
  const synthesized = performance.now()
  const assembly = loadAssembly(current, placeholders)
  const backend = await startBackend({ assembly, server, store, log }).catch((error: unknown) => {
    const hint = values.reset
      ? ''
      : '\nIf its data is from an older version, start it with --reset.'
    throw new Error(`The local backend could not start: ${message(error)}${hint}`)
  })
  if (await replaceOutputs(project, await backend.outputs())) {
    log(
      `amplify_outputs.json of your backend on AWS is kept as ${copyName} and put back when this ends.`,
    )
  }

  const tell = () => {
    for (const feature of backend.unavailable()) log(`Not available locally: ${feature}`)
    for (const [name, secret] of backend.missingSecrets()) {
      log(`The function ${name} needs the secret ${secret}: add it to .amplify/local/secrets.json`)
    }
  }
  tell()
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)
  say(`
Local backend ready at ${server.url} (${seconds(started)} s, of which engines ${seconds(synthesized)} s)
  It runs on this machine only and is for development; its data is in .amplify/local/.
  Sign-up codes are printed here and shown at ${server.url}
  To use AWS instead: npm run sandbox
`)

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
  const unwatch = values.once || values['no-watch'] ? () => {} : watchSources(project, reload)

  let ending = false
  const end = async (status = 0) => {
    if (ending) return
    ending = true
    unwatch()
    await restoreOutputs(project)
    await backend.close()
    await server.close()
    process.exit(status)
  }
  process.on('SIGINT', () => void end()).on('SIGTERM', () => void end())

  if (!values.run) return
  // Frameworks with a server start it in this process or in one of its children.
  const redirect = pathToFileURL(join(import.meta.dirname, 'redirect-server.ts'))
  const preload = `${process.env.NODE_OPTIONS ?? ''} --import ${redirect}`.trim()
  const child = spawn('npm', ['run', values.run], {
    cwd: project,
    env: { ...process.env, LOCAL_BACKEND: server.url, NODE_OPTIONS: preload },
    stdio: 'inherit',
    shell: windows,
  })
  // A signal reaches it as well: from the terminal by itself, else through this.
  process.on('SIGTERM', () => child.kill())
  child.on('error', (error) => {
    console.error(error.message)
    void end(1)
  })
  child.on('exit', (status) => void end(status ?? 0))
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

if (values.help) log(help)
else {
  main().catch((error: unknown) => {
    console.error(message(error))
    process.exit(1)
  })
}
