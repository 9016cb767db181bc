import type { BackendFunction } from '../lib/functions'
import { render } from '../testing/render'
import { FunctionCalls, FUNCTIONS } from './function-calls'

describe('FunctionCalls', () => {
  const call = vi.fn<BackendFunction['call']>()
  const open = () =>
    render(FunctionCalls, { provide: FUNCTIONS, useValue: [{ name: 'sayHello', call }] })

  it('shows what the function answers', async () => {
    call.mockResolvedValue('Hello, Ada!')
    const { text, type, submit } = await open()
    await type('input[aria-label="Your name, for sayHello"]', 'Ada')
    await submit()
    expect(text('output')).toBe('Hello, Ada!')
    expect(call).toHaveBeenCalledWith('Ada')
  })

  it('shows why the function could not be called', async () => {
    call.mockRejectedValue(new Error('Task timed out after 3.00 seconds'))
    const { text, submit } = await open()
    await submit()
    expect(text('[role=alert]')).toContain('Task timed out')
  })
})
