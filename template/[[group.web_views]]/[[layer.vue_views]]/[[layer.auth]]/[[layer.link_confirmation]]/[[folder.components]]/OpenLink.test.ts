import { flushPromises, mount } from '@vue/test-utils'
import { resendSignUpCode } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import OpenLink from './OpenLink.vue'
import SignInForm from './SignInForm.vue'

const auth = vi.hoisted(() => ({
  route: '',
  codeDeliveryDetails: { DeliveryMedium: 'EMAIL' },
  username: 'ada@example.com',
  toSignIn: vi.fn<() => void>(),
}))
vi.mock('../lib/amplify', () => ({}))
vi.mock('@aws-amplify/ui-vue', () => ({
  Authenticator: () => 'The official form',
  useAuthenticator: () => auth,
}))
vi.mock('aws-amplify/auth')

test('stands in for the form while there is a link to open, and leads back to it', async () => {
  auth.route = 'confirmSignUp'
  const screen = mount(SignInForm)
  expect(screen.get('h2').text()).toBe('Open the link')
  expect(screen.text()).not.toContain('The official form')
  await screen.get('button').trigger('click')
  expect(auth.toSignIn).toHaveBeenCalled()
})

test.each([
  ['before somebody created an account', 'signUp', 'EMAIL'],
  ['which asks for the code of an SMS', 'confirmSignUp', 'SMS'],
])('leaves the form %s', (_, route, medium) => {
  auth.route = route
  auth.codeDeliveryDetails.DeliveryMedium = medium
  expect(mount(SignInForm).text()).toBe('The official form')
})

test('sends another link, or says why not', async () => {
  vi.mocked(resendSignUpCode).mockRejectedValueOnce(new Error('Attempt limit exceeded'))
  const screen = mount(OpenLink)
  await screen.get('button.quiet').trigger('click')
  await flushPromises()
  expect(screen.get('[role=alert]').text()).toBe('Attempt limit exceeded')

  await screen.get('button.quiet').trigger('click')
  await flushPromises()
  expect(resendSignUpCode).toHaveBeenLastCalledWith({ username: 'ada@example.com' })
  expect(screen.get('[role=status]').text()).toBe('We sent another link.')
  expect(screen.find('[role=alert]').exists()).toBe(false)
})
