import type { Provider, Type } from '@angular/core'
import { TestBed } from '@angular/core/testing'

/** A component on a page, with what people do there. */
export async function render(component: Type<unknown>, ...providers: Provider[]) {
  TestBed.configureTestingModule({ providers })
  const fixture = TestBed.createComponent(component)
  const page = fixture.nativeElement as HTMLElement

  /** Until what was begun is over, and shown. */
  async function settle() {
    await new Promise((done) => setTimeout(done))
    await fixture.whenStable()
  }

  function get<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = page.querySelector<E>(selector)
    if (!found) throw new Error(`No ${selector} in: ${page.textContent}`)
    return found
  }

  await settle()
  return {
    page,
    get,
    settle,
    text: (selector: string) => get(selector).textContent.trim(),
    all: (selector: string) => [...page.querySelectorAll<HTMLElement>(selector)],
    leave: () => fixture.destroy(),
    click: async (selector: string) => {
      get(selector).click()
      await settle()
    },
    type: async (selector: string, text: string) => {
      const field = get<HTMLInputElement>(selector)
      field.value = text
      field.dispatchEvent(new Event('input'))
      await settle()
    },
    submit: async () => {
      get('form').dispatchEvent(new Event('submit', { cancelable: true }))
      await settle()
    },
  }
}
