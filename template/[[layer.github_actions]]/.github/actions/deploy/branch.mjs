// A branch of the Amplify app, to which a backend and an app can be deployed: made where there is none yet.
import { aws, fail, isPreview } from '../commands.mjs'

const { AWS_APP_ID: app, AWS_BRANCH: branch, PREVIEWS: limit } = process.env

const { branches } = aws('amplify', 'list-branches', '--app-id', app)
const names = branches.map(({ branchName }) => branchName)
if (!names.includes(branch)) {
  const previews = names.filter(isPreview)
  if (isPreview(branch) && !(previews.length < Number(limit))) {
    fail(
      `There are ${previews.length} previews, and the variable PREVIEWS allows ${limit}. Close a pull request, then run this again.`,
    )
  }
  aws('amplify', 'create-branch', '--app-id', app, '--branch-name', branch)
}
