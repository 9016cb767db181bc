import * as lib from '../lib/first-factors'
import { render } from '../testing/render'
import { FIRST_FACTORS, PasswordlessForm } from './passwordless-form'

const [factor = ''] = Object.keys(lib.firstFactors)

describe('PasswordlessForm', () => {
  const factors = {
    firstFactors: lib.firstFactors,
    beginSignIn: vi.fn<typeof lib.beginSignIn>(),
    confirmCode: vi.fn<typeof lib.confirmCode>(),
  }

  async function begin() {
    const screen = await render(PasswordlessForm, { provide: FIRST_FACTORS, useValue: factors })
    await screen.type('input', 'ada@example.com')
    await screen.click(`button[value=${factor}]`)
    return screen
  }

  beforeEach(() => {
    vi.resetAllMocks()
    factors.beginSignIn.mockResolvedValue('The code that we sent')
  })

  it('asks for the code that was sent', async () => {
    const { text, type, submit } = await begin()
    expect(factors.beginSignIn).toHaveBeenCalledWith('ada@example.com', factor)
    expect(text('label')).toBe('The code that we sent')

    await type('input', '12345678')
    await submit()
    expect(factors.confirmCode).toHaveBeenCalledWith('12345678')
  })

  it('asks for a second factor after the first', async () => {
    factors.confirmCode.mockResolvedValue('The code that your authenticator app shows')
    const { get, text, type, submit } = await begin()
    await type('input', '12345678')
    await submit()
    expect(text('label')).toBe('The code that your authenticator app shows')
    expect(get<HTMLInputElement>('input').value).toBe('')
  })

  it('says why a code was refused, and starts again', async () => {
    factors.confirmCode.mockRejectedValue(new Error('This code has expired.'))
    const { all, text, type, click, submit } = await begin()
    await type('input', '12345678')
    await submit()
    expect(text('[role=alert]')).toBe('This code has expired.')

    await click('button.quiet')
    expect(all(`button[value=${factor}]`)).toHaveLength(1)
  })

  it('says why a way is not open, and offers the others', async () => {
    factors.beginSignIn.mockRejectedValue(new Error('Choose another'))
    const { all, text } = await begin()
    expect(text('[role=alert]')).toBe('Choose another')
    expect(all(`button[value=${factor}]`)).toHaveLength(1)
  })
})
