'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { screens } from '@/lib/screens'
import { Icon } from './Icon'

/** From screen to screen, where there are several. */
export function Navigation() {
  const pathname = usePathname()
  if (screens.length === 1) return null
  return (
    <nav className="screens" aria-label="Screens">
      {screens.map(({ path, title, icon }) => (
        <Link key={path} href={path} aria-current={pathname === path ? 'page' : undefined}>
          <Icon path={icon} />
          {title}
        </Link>
      ))}
    </nav>
  )
}
