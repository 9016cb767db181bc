import { Component } from '@angular/core'
import { render } from '../testing/render'
import { loaded } from './loaded'

const load = vi.fn<() => Promise<string>>()

@Component({
  template: `
    <output>{{ bird.data() }}</output>
    <p>{{ bird.error() }}</p>
    <button (click)="bird.reload()">Reload</button>
  `,
})
class Bird {
  protected readonly bird = loaded(load)
}

describe('loaded', () => {
  it('shows the newest answer, whichever comes last', async () => {
    const answers: ((value: string) => void)[] = []
    load.mockImplementation(() => new Promise((resolve) => answers.push(resolve)))
    const { text, click, settle } = await render(Bird)
    await click('button')
    answers[1]('new')
    await settle()
    answers[0]('old')
    await settle()
    expect(text('output')).toBe('new')
  })

  it('says what went wrong, until it is tried again', async () => {
    load.mockResolvedValue('here').mockRejectedValueOnce(new Error('Not Authorized'))
    const { text, click } = await render(Bird)
    expect(text('p')).toBe('Not Authorized')
    await click('button')
    expect(text('p')).toBe('')
    expect(text('output')).toBe('here')
  })
})
