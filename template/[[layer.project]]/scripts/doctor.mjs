// Tells whether this machine has what the project needs, and what to do when it has not: npm run doctor
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))

const checks = [
  ['Node.js', node],
  ['lock file', lockFile],
  ['packages', packages],
  ['ampx', ampx],
  ['AWS credentials', credentials],
  ['amplify_outputs.json', outputs],
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
  const ok = existsSync('node_modules/@aws-amplify/backend')
  return { ok, is: ok ? 'installed' : 'not installed', todo: !ok && 'Run `npm install`.' }
}

function ampx() {
  const { status, stdout } = run('npx', ['--no-install', 'ampx', '--version'])
  const ok = status === 0
  return { ok, is: ok ? stdout.trim() : 'does not start', todo: !ok && 'Run `npm install`.' }
}

// Needed for the sandbox alone; everything else works without an AWS account.
function credentials() {
  const { status, stdout, error } = run('aws', ['sts', 'get-caller-identity', '--output', 'json'])
  if (status === 0) return { ok: true, is: JSON.parse(stdout).Arn }
  const todo = 'Only `npm run sandbox` needs them. Run `npx ampx configure profile`.'
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
  if (!existsSync('amplify_outputs.json')) {
    return { is: 'missing', todo: '`npm run sandbox` deploys a backend and writes it.' }
  }
  const outputs = JSON.parse(readFileSync('amplify_outputs.json', 'utf8'))
  const sections = Object.keys(outputs)
  if (outputs.custom?.local) return { ok: true, is: 'describes the backend on this machine' }
  const isStub = sections.every((section) => section === 'version')
  return isStub
    ? { is: 'a stub', todo: '`npm run sandbox` deploys a backend and fills it.' }
    : { ok: true, is: `describes ${sections.filter((name) => !/^(\$schema|version)$/.test(name))}` }
}

function run(command, args) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
}
