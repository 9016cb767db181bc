/** What the app is called. */
export const appTitle = 'Guest book'

export interface Screen {
  /** The address of its route. */
  path: string
  title: string
  /** What people have of it, for the welcome page. */
  offer: string
  /** An outline in a box of 24 by 24. */
  icon: string
}

/** What the app shows, in the order of the navigation. */
export const screens: [Screen, ...Screen[]] = [
  {
    path: '/todos',
    title: 'To-dos',
    offer: 'A list that every open window follows live.',
    icon: 'M4 6l1.5 1.5L8 5M4 12.5L5.5 14 8 11.5M4 19l1.5 1.5L8 18M12 6h8M12 12.5h8M12 19h8',
  },
]

/** Where people land. */
export const home = screens[0].path

/** What a window with this address is called. */
export function titleOf(address: string): string {
  const screen = screens.find(({ path }) => path === address)
  return screen ? `${screen.title} · ${appTitle}` : appTitle
}
