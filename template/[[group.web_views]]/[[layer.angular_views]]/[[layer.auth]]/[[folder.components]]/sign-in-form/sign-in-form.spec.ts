import { render } from '../testing/render'
import { SignInForm } from './sign-in-form'

const active = 'app-sign-in-tabs [aria-selected=true]'

describe('SignInForm', () => {
  it('changes between signing in and creating an account by the arrow keys', async () => {
    const { all, get, text, settle } = await render(SignInForm)
    async function pressArrow() {
      get(active).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
      await settle()
    }

    await vi.waitUntil(() => all('app-sign-in-tabs').length)
    await settle()
    expect(text(active)).toBe('Sign In')

    await pressArrow()
    expect(document.activeElement?.textContent?.trim()).toBe('Create Account')
    expect(text(active)).toBe('Create Account')
    expect(all('[name=confirm_password]')).toHaveLength(1)

    await pressArrow()
    expect(document.activeElement?.textContent?.trim()).toBe('Sign In')
  })
})
