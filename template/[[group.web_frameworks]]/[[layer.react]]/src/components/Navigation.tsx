import { NavLink } from 'react-router'
import { screens } from '../lib/screens'
import { Icon } from './Icon'

/** The ways between the screens, when there are several. */
export function Navigation() {
  if (screens.length === 1) return null
  return (
    <nav className="screens" aria-label="Screens">
      {screens.map(({ path, title, icon }) => (
        <NavLink key={path} to={path}>
          <Icon path={icon} />
          {title}
        </NavLink>
      ))}
    </nav>
  )
}
