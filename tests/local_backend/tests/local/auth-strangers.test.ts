// Where PreventUserExistenceErrors is on, nobody can tell who has an account.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { undisturbed } from './auth-support.ts'
import { confirmedUser, email, password, phone, startBackend, type Answer } from './auth-support.ts'
import { type Backend, type Options } from './auth-support.ts'

const srpA = 'abc'.repeat(100)
let backend: Backend

/** What is random or differs from person to person in its letters, not in its form. */
const form = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(form)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, form(item)]))
  if (typeof value !== 'string') return value
  return value
    .replace(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/, 'a UUID')
    .replace(/^.\*\*\*@.\*\*\*$/, 'a masked email')
    .replace(/^\+\*{7,9}\d{4}$/, 'a masked number')
    .replace(/^[\da-f]{28,32}$/, 'a salt')
    .replace(/^[\da-f]{700,768}$/, 'a public key')
    .replace(/^[\w+/-]{64,}=*$/, (text) => `${text.length} characters`)
}

const initiate = (AuthFlow: string, name: string, parameters: object = {}) =>
  backend.call('InitiateAuth', {
    ClientId: backend.clientId,
    AuthFlow,
    AuthParameters: { USERNAME: name, ...parameters },
  })
const named = (operation: string, Username: string, input: object = {}) =>
  backend.call(operation, { ClientId: backend.clientId, Username, ...input })

/** The answer to the last of some requests. */
type Requests = (name: string) => Promise<Answer>

const alike: Record<string, Requests> = {
  'the first step of SRP': (name) => initiate('USER_SRP_AUTH', name, { SRP_A: srpA }),
  'a wrong proof': async (name) => {
    const { body } = await initiate('USER_SRP_AUTH', name, { SRP_A: srpA })
    const parameters = body.ChallengeParameters as Record<string, string>
    return backend.call('RespondToAuthChallenge', {
      ClientId: backend.clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: {
        USERNAME: parameters.USERNAME,
        PASSWORD_CLAIM_SECRET_BLOCK: parameters.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: 'wrong',
        TIMESTAMP: 'now',
      },
    })
  },
  'a proof in the name of somebody else': async (name) => {
    const { body } = await initiate('USER_SRP_AUTH', name, { SRP_A: srpA })
    return backend.call('RespondToAuthChallenge', {
      ClientId: backend.clientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: {
        USERNAME: 'somebody@example.com',
        PASSWORD_CLAIM_SECRET_BLOCK: (body.ChallengeParameters as Record<string, string>)
          .SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: 'wrong',
        TIMESTAMP: 'now',
      },
    })
  },
  'a wrong password': (name) => initiate('USER_PASSWORD_AUTH', name, { PASSWORD: 'Wrong-Horse-1' }),
  'the choice of factors': (name) => initiate('USER_AUTH', name),
  'a code by email': (name) => initiate('USER_AUTH', name, { PREFERRED_CHALLENGE: 'EMAIL_OTP' }),
  'a code by text message': (name) =>
    initiate('USER_AUTH', name, { PREFERRED_CHALLENGE: 'SMS_OTP' }),
  'a wrong code by email': async (name) => {
    const { body } = await initiate('USER_AUTH', name, { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
    const { USERNAME } = body.ChallengeParameters as Record<string, string>
    return backend.call('RespondToAuthChallenge', {
      ClientId: backend.clientId,
      ChallengeName: 'EMAIL_OTP',
      Session: body.Session,
      ChallengeResponses: { USERNAME, EMAIL_OTP_CODE: 'wrong' },
    })
  },
  'a challenge of a function': (name) => initiate('CUSTOM_AUTH', name),
  'a forgotten password': (name) => named('ForgotPassword', name),
  'a wrong code to reset it': async (name) => {
    await named('ForgotPassword', name)
    const input = { ConfirmationCode: 'wrong', Password: password }
    return named('ConfirmForgotPassword', name, input)
  },
  'a code to reset it that nobody asked for': (name) =>
    named('ConfirmForgotPassword', name, { ConfirmationCode: '123456', Password: password }),
  'a sixth code to reset it': async (name) => {
    for (let i = 0; i < 5; i++) await named('ForgotPassword', name)
    return named('ForgotPassword', name)
  },
  'a sixth wrong code to reset it': async (name) => {
    const input = { ConfirmationCode: 'wrong', Password: password }
    await named('ForgotPassword', name)
    for (let i = 0; i < 5; i++) await named('ConfirmForgotPassword', name, input)
    return named('ConfirmForgotPassword', name, input)
  },
  'a password after five wrong ones': async (name) => {
    for (let i = 0; i < 5; i++) await initiate('USER_PASSWORD_AUTH', name, { PASSWORD: 'Wrong-1' })
    return initiate('USER_PASSWORD_AUTH', name, { PASSWORD: password })
  },
}

const unconfirmedAlike: Record<string, Requests> = {
  'a confirmation code once more': (name) => named('ResendConfirmationCode', name),
  'a wrong confirmation code': async (name) => {
    await named('ResendConfirmationCode', name)
    return named('ConfirmSignUp', name, { ConfirmationCode: 'wrong' })
  },
}

async function person(confirmed = true): Promise<string> {
  const username = email('known')
  const attributes = { email: username, phone_number: phone() }
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
  await named('SignUp', username, { Password: password, UserAttributes })
  if (!confirmed) return username
  await backend.auth.confirm(username)
  for (const address of ['email', 'phone_number']) await backend.vouch(username, address)
  return username
}

describe('For a stranger, an unknown name looks like a known one:', () => {
  before(async () => {
    backend = await startBackend({ backend: 'auth-backend' })
  })
  after(() => backend.close())

  for (const [description, ask] of Object.entries(alike))
    test(description, async () => {
      const [known, unknown] = [await ask(await person()), await ask(email('nobody'))]
      assert.deepEqual(form(unknown), form(known))
    })
  for (const [description, ask] of Object.entries(unconfirmedAlike))
    test(description, async () => {
      const [known, unknown] = [await ask(await person(false)), await ask(email('nobody'))]
      assert.deepEqual(form(unknown), form(known))
    })

  test('also the second time, in other letters', async () => {
    const stable = ({ body }: Answer) => {
      const { SALT, USERNAME, USER_ID_FOR_SRP } = body.ChallengeParameters as Record<string, string>
      return { SALT, USERNAME, USER_ID_FOR_SRP }
    }
    for (const name of [await person(), email('nobody')]) {
      const first = await initiate('USER_SRP_AUTH', name, { SRP_A: srpA })
      const second = await initiate('USER_SRP_AUTH', name.toUpperCase(), { SRP_A: srpA })
      assert.deepEqual(stable(first), stable(second))
    }
  })

  test('and nothing is sent', async () => {
    const nobody = email('nobody')
    await named('ForgotPassword', nobody)
    await named('ResendConfirmationCode', nobody)
    await initiate('USER_AUTH', nobody, { PREFERRED_CHALLENGE: 'EMAIL_OTP' })
    assert.throws(() => backend.code(nobody))
    assert.ok(!backend.auth.users().some(({ attributes }) => attributes.email === nobody))
  })

  test('a disabled person looks like an unknown one', async () => {
    const name = await person()
    await backend.manage('AdminDisableUser', { Username: name })
    for (const ask of [alike['a forgotten password'], alike['a wrong password']])
      assert.deepEqual(form(await ask?.(name)), form(await ask?.(email('nobody'))))
  })
})

describe('The time of an answer does not tell, either:', () => {
  const settings: Options = {
    change: (_, client) => client.ExplicitAuthFlows?.push('ALLOW_USER_PASSWORD_AUTH'),
  }
  before(async () => {
    backend = await startBackend(settings)
  })
  after(() => backend.close())

  const timed: Record<string, Requests> = {
    SRP: (name) => initiate('USER_SRP_AUTH', name, { SRP_A: srpA }),
    'a wrong password': (name) =>
      initiate('USER_PASSWORD_AUTH', name, { PASSWORD: 'Wrong-Horse-1' }),
    'a forgotten password': (name) => named('ForgotPassword', name),
  }
  for (const [description, ask] of Object.entries(timed))
    test(description, async () => {
      // A busy machine can disturb one round; what an answer tells, it tells in each.
      const rounds: string[] = []
      do {
        const times: Record<string, number[]> = { known: [], unknown: [] }
        for (let i = 0; i < 40; i++)
          for (const [kind, list] of Object.entries(times)) {
            const name = kind === 'known' ? await verified() : email('nobody')
            const start = performance.now()
            await ask(name)
            list.push(performance.now() - start)
          }
        const [known = 0, unknown = 0] = Object.values(times).map(undisturbed)
        if (Math.abs(known - unknown) < 1.5) return
        rounds.push(`${known} ms for a known name, ${unknown} ms for an unknown one`)
      } while (rounds.length < 4)
      assert.fail(rounds.join('\n'))
    })

  async function verified() {
    const username = email('known')
    const UserAttributes = [{ Name: 'email', Value: username }]
    await named('SignUp', username, { Password: password, UserAttributes })
    await named('ConfirmSignUp', username, { ConfirmationCode: backend.code(username) })
    return username
  }
})

describe('Where names are no addresses', () => {
  afterEach(() => backend.close())

  test('SRP shows an unknown name as it shows a known one', async () => {
    backend = await startBackend({
      change: (pool) => {
        delete pool.UsernameAttributes
        pool.AliasAttributes = ['email']
      },
    })
    const UserAttributes = [{ Name: 'email', Value: email('ada') }]
    await named('SignUp', 'Ada', { Password: password, UserAttributes })
    for (const name of ['ADA', 'EVE']) {
      const { body } = await initiate('USER_SRP_AUTH', name, { SRP_A: srpA })
      assert.partialDeepStrictEqual(body.ChallengeParameters, {
        USERNAME: name.toLowerCase(),
        USER_ID_FOR_SRP: name.toLowerCase(),
      })
    }
  })

  test('without the setting, each operation names what is missing', async () => {
    backend = await startBackend({
      change: (_, client) => {
        client.PreventUserExistenceErrors = 'LEGACY'
      },
    })
    const nobody = email('nobody')
    const code = { ConfirmationCode: '123456', Password: password }
    for (const answer of [
      await initiate('USER_SRP_AUTH', nobody, { SRP_A: srpA }),
      await named('ForgotPassword', nobody),
      await named('ConfirmForgotPassword', nobody, code),
      await named('ResendConfirmationCode', nobody),
      await named('ConfirmSignUp', nobody, { ConfirmationCode: '123456' }),
    ])
      assert.equal(answer.body.__type, 'UserNotFoundException')
  })

  test('that a name is taken is said at sign-up, as by Cognito', async () => {
    backend = await startBackend()
    const ada = await confirmedUser(backend)
    const UserAttributes = [{ Name: 'email', Value: ada }]
    const { body } = await named('SignUp', ada, { Password: password, UserAttributes })
    assert.equal(body.__type, 'UsernameExistsException')
  })
})
