// Hands what was built to Amplify Hosting, and waits until it is there.
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { aws, fail, run } from '../commands.mjs'

const { AWS_APP_ID: app, AWS_BRANCH: branch, FOLDER: folder, GITHUB_OUTPUT } = process.env
const target = ['--app-id', app, '--branch-name', branch]

const archive = join(mkdtempSync(join(tmpdir(), 'app-')), 'app.zip')
run('zip', ['--quiet', '--recurse-paths', archive, '.'], { cwd: folder })

const { jobId, zipUploadUrl } = aws('amplify', 'create-deployment', ...target)
const { ok, status } = await fetch(zipUploadUrl, { method: 'PUT', body: readFileSync(archive) })
if (!ok) fail(`Amazon S3 refused the app with status ${status}.`)
aws('amplify', 'start-deployment', ...target, '--job-id', jobId)

for (;;) {
  const { summary } = aws('amplify', 'get-job', ...target, '--job-id', jobId).job
  if (summary.status === 'SUCCEED') break
  if (['FAILED', 'CANCELLED'].includes(summary.status)) {
    fail(`Amplify Hosting ended job ${jobId} of ${branch} with ${summary.status}.`)
  }
  await wait(5000)
}
appendFileSync(GITHUB_OUTPUT, `url=https://${branch.replaceAll('/', '-')}.${app}.amplifyapp.com\n`)
