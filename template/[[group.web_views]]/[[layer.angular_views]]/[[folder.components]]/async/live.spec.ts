import { Component } from '@angular/core'
import { render } from '../testing/render'
import { live } from './live'

const streams: { bring: (value: string) => void; fail: (problem: unknown) => void }[] = []
const stop = vi.fn()

@Component({
  template: `
    <output>{{ birds.data() }}</output>
    <p>{{ birds.error() }}</p>
    <button (click)="birds.retry()">Try again</button>
  `,
})
class Birds {
  protected readonly birds = live<string>((bring, fail) => {
    streams.push({ bring, fail })
    return stop
  })
}

describe('live', () => {
  it('follows one stream at a time, and what an older one brings counts no more', async () => {
    const { text, click, settle, leave } = await render(Birds)
    streams[0].bring('swifts')
    streams[0].fail(new Error('Connection failed'))
    await settle()
    expect(text('output')).toBe('swifts')
    expect(text('p')).toBe('Connection failed')

    await click('button')
    expect(text('p')).toBe('')
    expect(stop).toHaveBeenCalledOnce()
    streams[0].bring('bats')
    streams[0].fail(new Error('Connection failed'))
    await settle()
    expect(text('output')).toBe('swifts')
    expect(text('p')).toBe('')

    leave()
    expect(stop).toHaveBeenCalledTimes(2)
  })
})
