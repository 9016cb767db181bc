import { screens } from '../lib/screens'
import { Icon } from './Icon'

/** The ways between the screens, when there are several. */
export function Navigation({ path: current }: { path: string }) {
  if (screens.length === 1) return null
  return (
    <nav className="screens" aria-label="Screens">
      {screens.map(({ path, title, icon }) => (
        <a key={path} href={path} aria-current={path === current ? 'page' : undefined}>
          <Icon path={icon} />
          {title}
        </a>
      ))}
    </nav>
  )
}
