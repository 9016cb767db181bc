import { For } from 'solid-js'
import { signInScreen, signUpScreen, type Screen, type Way } from '../lib/sign-in-flow'

interface Props {
  open: Screen['tab']
  onOpen: (way: Way) => void
}

const tabs = [
  { name: 'signIn', label: 'Sign In', go: () => signInScreen() },
  { name: 'signUp', label: 'Create Account', go: () => signUpScreen() },
]

export default function SignInTabs(props: Props) {
  const buttons: HTMLButtonElement[] = []

  function openOther({ key }: KeyboardEvent) {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
    const other = tabs.findIndex(({ name }) => name !== props.open)
    props.onOpen(tabs[other])
    buttons[other].focus()
  }

  return (
    <div role="tablist" onKeyDown={openOther}>
      <For each={tabs}>
        {(tab, index) => (
          <button
            ref={(button) => (buttons[index()] = button)}
            role="tab"
            aria-selected={tab.name === props.open}
            tabindex={tab.name === props.open ? 0 : -1}
            onClick={() => props.onOpen(tab)}
          >
            {tab.label}
          </button>
        )}
      </For>
    </div>
  )
}
