import { action } from './action'

describe('action', () => {
  it('is one when somebody clicks twice', async () => {
    let finish = () => {}
    const work = vi.fn<(name: string) => Promise<void>>(
      () => new Promise((resolve) => (finish = resolve)),
    )
    const { run, isPending } = action(work)
    const first = run('Ada')
    run('Bob')
    expect(isPending()).toBe(true)
    expect(work.mock.calls).toEqual([['Ada']])

    finish()
    await first
    expect(isPending()).toBe(false)
    run('Bob')
    expect(work).toHaveBeenLastCalledWith('Bob')
  })

  it('says what went wrong, until the next attempt', async () => {
    const work = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('Not Authorized'))
    const { run, isPending, error } = action(work)
    await run()
    expect(error()).toBe('Not Authorized')
    expect(isPending()).toBe(false)
    run()
    expect(error()).toBe('')
  })
})
