// Removes every preview whose pull request is not open, also those that an earlier run left behind.
import { createHash } from 'node:crypto'
import { aws, isPreview, run } from '../commands.mjs'

const { AWS_APP_ID: app } = process.env

const list = ['pr', 'list', '--state', 'open', '--limit', '1000', '--json', 'number']
const open = JSON.parse(run('gh', list)).map(({ number }) => `preview-${number}`)
const { branches } = aws('amplify', 'list-branches', '--app-id', app)
for (const { branchName: branch } of branches) {
  if (!isPreview(branch) || open.includes(branch)) continue
  console.log(`Removing ${branch} …`)
  const stack = ['--stack-name', stackName(branch)]
  aws('cloudformation', 'delete-stack', ...stack)
  aws('cloudformation', 'wait', 'stack-delete-complete', ...stack)
  aws('amplify', 'delete-branch', '--app-id', app, '--branch-name', branch)
}

/** As `ampx` names it. Amplify knows it, too, but only after a deployment that succeeded. */
function stackName(branch) {
  const hash = createHash('sha512').update(app).update(branch).digest('hex').slice(0, 10)
  return `amplify-${app}-${branch.replace('-', '')}-branch-${hash}`
}
