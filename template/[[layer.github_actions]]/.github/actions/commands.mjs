// What the scripts beside this one share.
import { spawnSync } from 'node:child_process'

/** Whether a branch of the Amplify app is a preview. `amplify/retention.ts` knows them, too. */
export const isPreview = (branch) => /^preview-\d+$/.test(branch)

/** What the AWS CLI answers. */
export function aws(...args) {
  const answer = run('aws', [...args, '--output', 'json'])
  return answer.trim() ? JSON.parse(answer) : {}
}

/** What a command prints. Where it fails, so does the script. */
export function run(command, args, options) {
  const { status, stdout, error } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  if (status !== 0) fail(`${command} ${args.slice(0, 2).join(' ')} failed. ${error?.message ?? ''}`)
  return stdout
}

/** How a command ends, and what it prints. */
export function attempt(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2e7 })
  return { code: status, stdout, stderr }
}

export function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
