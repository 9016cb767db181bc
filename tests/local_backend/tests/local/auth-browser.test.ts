// What only a browser can show: passkeys of a real (virtual) authenticator, and the way to a
// provider's page and back.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { build } from 'esbuild'
import { signUp } from 'aws-amplify/auth'
import { chromium, startChromium, type Page } from './chromium.ts'
import { email, openBrowser, password, phone, startBackend, type Backend } from './auth-support.ts'

const script = `
  import 'aws-amplify/auth/enable-oauth-listener'
  import * as auth from 'aws-amplify/auth'
  import { Amplify } from 'aws-amplify'
  import { redirect } from '../../local/client/redirect.ts'
  const outputs = JSON.parse(document.getElementById('outputs').textContent)
  Amplify.configure(outputs)
  redirect(outputs.custom.local.url)
  Object.assign(window, { auth, ready: true })
`

describe('In a browser', { skip: chromium ? false : 'there is no Chromium here' }, () => {
  let backend: Backend
  let site: Server
  let page: Page
  let home: string

  before(async () => {
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      write: false,
      format: 'esm',
    })
    site = createServer((request, response) => {
      const isScript = request.url === '/app.js'
      const type = isScript ? 'text/javascript' : 'text/html'
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` })
      response.end(isScript ? outputFiles[0]?.text : html())
    })
    await new Promise<void>((listening) => site.listen(0, 'localhost', listening))
    home = `http://localhost:${(site.address() as AddressInfo).port}/`
    backend = await startBackend({ backend: 'auth-backend' })
    page = await startChromium()
  })
  after(async () => {
    await page.close()
    site.close()
    await backend.close()
  })

  const html = () => `<!doctype html><title>App</title>
    <script id="outputs" type="application/json">${JSON.stringify(outputs())}</script>
    <script type="module" src="/app.js"></script>`
  const outputs = () => {
    const { auth, ...rest } = backend.outputs
    const { oauth, ...others } = auth as { oauth: object }
    const domain = new URL(backend.url).host
    return {
      ...rest,
      auth: { ...others, oauth: { ...oauth, domain } },
      custom: { local: { url: backend.url } },
    }
  }
  const text = () => page.run<string>('document.body.innerText')
  const signedIn = () => page.run<string>('auth.fetchUserAttributes().then(({ email }) => email)')

  test('a passkey of the browser signs in', async () => {
    await page.send('WebAuthn.enable')
    await page.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const ada = email('ada')
    await openBrowser()
    const userAttributes = { email: ada, phone_number: phone() }
    await signUp({ username: ada, password, options: { userAttributes } })
    await backend.auth.confirm(ada)

    await page.open(home)
    const person = JSON.stringify({ username: ada, password })
    await page.run(`auth.signIn(${person}).then(() => auth.associateWebAuthnCredential())`)
    await page.run('auth.signOut()')
    const options = "{ authFlowType: 'USER_AUTH', preferredChallenge: 'WEB_AUTHN' }"
    const result = await page.run<{ isSignedIn: boolean }>(
      `auth.signIn({ username: '${ada}', options: ${options} })`,
    )
    assert.equal(result.isSignedIn, true)
    assert.equal(await signedIn(), ada)
    await page.run('auth.signOut()')
  })

  test('signInWithRedirect leads to the page for the provider, and back signed in to the port of the app', async () => {
    const grace = email('grace')
    await page.open(home)
    await page.follow("auth.signInWithRedirect({ provider: 'Google' })")
    assert.match(await text(), /This local page stands in for Google/)
    await page.run(`document.querySelector('[name=email]').value = '${grace}'`)
    await page.run("document.querySelector('[name=phone]').value = '+491700000001'")
    await page.follow("document.querySelector('form:has([type=email]) button').click()")
    assert.equal(await signedIn(), grace)
    await page.follow('auth.signOut()')
    assert.equal(await page.run<string>('location.href'), `${home}bye`)
    await assert.rejects(signedIn)
  })
})
