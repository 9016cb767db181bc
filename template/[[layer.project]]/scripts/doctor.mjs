// Tells whether this machine has what the project needs, and what to do when it has not: npm run doctor
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))
// An app for phones alone has it.
const phones = new URL('phones.mjs', import.meta.url)
const ofPhones = existsSync(phones) ? await import(phones) : { checks: [] }
const { outputs: outputsFile = 'amplify_outputs.json' } = ofPhones
// A client has it whose backend is another project's.
const elsewhere = new URL('backend.mjs', import.meta.url)
const theirs = existsSync(elsewhere) ? await import(elsewhere) : undefined
const usesAws = theirs?.isOnAws ?? true
const command = theirs ? 'npm run outputs' : 'npm run sandbox'

const checks = [
  ['Node.js', node],
  ...(theirs ? [] : [['lock file', lockFile]]),
  ['packages', packages],
  ...(theirs ? [['backend', backend]] : []),
  ...(usesAws ? [['ampx', ampx]] : []),
  ...(existsSync('local') ? [['secrets on this machine', localSecrets]] : []),
  ...(usesAws ? [['AWS region', region]] : []),
  ...(usesAws ? [['AWS credentials', credentials]] : []),
  [outputsFile, outputs],
  ...ofPhones.checks,
]

let failed = false
for (const [name, check] of checks) {
  const { ok, is, todo } = check()
  failed ||= ok === false
  const sign = { true: '✔', false: '✘' }[ok] ?? '·'
  console.log(`${sign} ${name}: ${is}${todo ? `\n    → ${todo}` : ''}`)
}
process.exitCode = failed ? 1 : 0

function node() {
  return { ok: true, is: process.versions.node }
}

function lockFile() {
  const ok = existsSync('package-lock.json')
  return {
    ok,
    is: ok ? 'package-lock.json' : 'missing',
    todo: !ok && 'Run `npm install`, and commit package-lock.json: functions are bundled by it.',
  }
}

function packages() {
  // Those of a workspace are at its root.
  const name = theirs ? 'aws-amplify' : '@aws-amplify/backend'
  const folders = createRequire(import.meta.url).resolve.paths(name)
  const ok = folders.some((folder) => existsSync(join(folder, name)))
  return { ok, is: ok ? 'installed' : 'not installed', todo: !ok && 'Run `npm install`.' }
}

/** Its code has the types of the data. */
function backend() {
  const { folder, name } = theirs
  const ok = folder !== undefined
  return {
    ok,
    is: ok ? name : `${name} is missing`,
    todo: !ok && 'Get its code there, and run `npm install` in it: README.md says how.',
  }
}

function ampx() {
  const { status, stdout } = run('npx', ['--no-install', 'ampx', '--version'])
  const ok = status === 0
  return { ok, is: ok ? stdout.trim() : 'does not start', todo: !ok && 'Run `npm install`.' }
}

/** Of functions: sign-in needs none here. */
function localSecrets() {
  const file = '.amplify/local/secrets.json'
  let known
  try {
    known = Object.keys(existsSync(file) ? JSON.parse(read(file)) : {})
  } catch {
    return { ok: false, is: `${file} is no JSON`, todo: 'Write { "NAME": "value" } there.' }
  }
  const sources = readdirSync('amplify', { recursive: true }).filter((path) => path.endsWith('.ts'))
  const used = sources
    .filter((path) => path !== join('auth', 'resource.ts'))
    .flatMap((path) => [...read(join('amplify', path)).matchAll(/\bsecret\('([^']+)'\)/g)])
    .map(([, name]) => name)
  const missing = used.filter((name) => !known.includes(name) && !process.env[name])
  if (missing.length) return { is: `${[...new Set(missing)]} not set`, todo: `Add to ${file}.` }
  const stale = known.filter((name) => !used.includes(name))
  if (stale.length) {
    return { is: `no function reads ${stale}`, todo: `Delete from ${file} what is not needed.` }
  }
  return { ok: true, is: [...new Set(used)].join(', ') || 'none needed' }
}

/** As `ampx` finds it: in the environment, else in the profile. */
function region() {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_PROFILE, AWS_DEFAULT_PROFILE } = process.env
  const profile = AWS_PROFILE || AWS_DEFAULT_PROFILE || 'default'
  const found = AWS_REGION || AWS_DEFAULT_REGION || regionOf(profile)
  if (found) return { ok: true, is: found }
  const todo = `Only \`${command}\` needs one. Set AWS_REGION, or run \`npx ampx configure profile\`.`
  return { is: `none, neither in AWS_REGION nor in the profile ${profile}`, todo }
}

function regionOf(profile) {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env
  const folder = join(homedir(), '.aws')
  const files = [
    AWS_CONFIG_FILE ?? join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ]
  for (const file of files.filter((path) => existsSync(path))) {
    let section
    for (const line of read(file).split(/\r?\n/)) {
      section = /^\[\s*(?:profile\s+)?(.*?)\s*\]/.exec(line)?.[1] ?? section
      const found = section === profile && /^region\s*=\s*(\S+)/.exec(line)?.[1]
      if (found) return found
    }
  }
}

// Needed for that alone; everything else works without an AWS account.
function credentials() {
  const { status, stdout, error } = run('aws', ['sts', 'get-caller-identity', '--output', 'json'])
  if (status === 0) return { ok: true, is: JSON.parse(stdout).Arn }
  const todo = `Only \`${command}\` needs them. Run \`npx ampx configure profile\`.`
  if (!error) return { is: 'none that AWS accepts', todo }
  const files = ['credentials', 'config'].map((name) => join(homedir(), '.aws', name))
  const found =
    process.env.AWS_ACCESS_KEY_ID ??
    process.env.AWS_PROFILE ??
    files.find((file) => existsSync(file))
  return found
    ? { is: 'found, not checked', todo: 'Install the AWS CLI to have them checked.' }
    : { is: 'none', todo }
}

function outputs() {
  const deploys = theirs ? '' : 'deploys a backend and '
  if (!existsSync(outputsFile)) {
    return { is: 'missing', todo: `\`${command}\` ${deploys}writes it.` }
  }
  const [json] = /\{.*\}/s.exec(read(outputsFile)) // in a file of another language, too
  const outputs = JSON.parse(json)
  const sections = Object.keys(outputs)
  if (outputs.custom?.local) return { ok: true, is: 'describes the backend on this machine' }
  const isStub = sections.every((section) => section === 'version')
  return isStub
    ? { is: 'a stub', todo: `\`${command}\` ${deploys}fills it.` }
    : { ok: true, is: `describes ${sections.filter((name) => !/^(\$schema|version)$/.test(name))}` }
}

function read(file) {
  return readFileSync(file, 'utf8')
}

function run(command, args) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
}
