// Where a request to AWS goes while the local backend stands in for it.

/**
 * Rewrites the URLs of AWS services to those of the local backend at `url`. aws-amplify has no option for most of
 * them: its sockets and its OAuth pages are always wss: and https:, its storage is always at amazonaws.com.
 */
export function rewriteTo(url: string): (given: string) => string {
  const { host } = new URL(url)
  return (given) =>
    given
      .replace(new RegExp(`^(ws|http)s://${host.replaceAll('.', '\\.')}(?=/|$)`), `$1://${host}`)
      .replace(
        /^https:\/\/(cognito-idp|cognito-identity)\.[\w-]+\.amazonaws\.com(?=\/|$)/,
        `${url}/$1`,
      )
      .replace(/^https:\/\/s3\.[\w-]+\.amazonaws\.com(?=\/)/, `${url}/s3`)
      .replace(/^https:\/\/([\w.-]+)\.s3\.[\w-]+\.amazonaws\.com(?=[/?]|$)/, `${url}/s3/$1`)
      .replace(
        /^https:\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com(?=[/?]|$)/,
        `${url}/execute-api/$1`,
      )
      .replace(/^https:\/\/(\w+)\.lambda-url\.[\w-]+\.on\.aws(?=[/?]|$)/, `${url}/lambda-url/$1`)
      // Every other service says, from there, that it is not available.
      .replace(/^(https|wss):\/\/([\w.-]+\.amazonaws\.com)(?=[/:?]|$)/, `${url}/unavailable/$2`)
}
