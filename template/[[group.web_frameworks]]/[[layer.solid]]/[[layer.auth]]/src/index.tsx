import './index.css'
import { mayBeSignedIn } from './lib/session'

const root = document.getElementById('root')!

/** Shows one of the pages that index.html has, whose button does something. */
function show(page: string, onClick?: () => void) {
  const { content } = document.getElementById(page) as HTMLTemplateElement
  root.replaceChildren(content.cloneNode(true))
  root.querySelector('button')?.addEventListener('click', () => onClick?.())
}

/** Solid, Amplify and everything that uses them is loaded when somebody signs in, not before. */
async function signIn() {
  show('loading')
  try {
    const { default: start } = await import('./start')
    root.replaceChildren()
    start(root)
  } catch (problem) {
    console.error(problem)
    show('failure', () => location.reload())
  }
}

// Whoever opens the address of a screen is led there by way of the sign-in form.
if (mayBeSignedIn() || location.pathname !== '/') {
  signIn()
} else {
  show('welcome', signIn)
  if (import.meta.env.DEV) {
    import('./lib/outputs').then(({ hasBackend }) => (hasBackend ? undefined : signIn()))
  }
}
