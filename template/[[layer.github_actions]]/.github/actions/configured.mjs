// Says which variables of an environment are missing, where AWS would only say that nobody is let in.
const names = ['AmplifyAppId', 'AwsRegion', 'AwsDeployRole', 'AwsRemovePreviewsRole']
const missing = names.filter((name) => process.env[name] === '')
if (missing.length) {
  console.error(
    `The environment has no ${missing.join(', ')}. docs/deploying.md has the commands that make it.`,
  )
  process.exit(1)
}
