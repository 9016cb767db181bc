/** What the app is called. */
export const appTitle = 'Field notes'

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
  {
    path: '/files',
    title: 'Files',
    offer: 'Upload them here, look at them anywhere.',
    icon: 'M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  },
  {
    path: '/functions',
    title: 'Functions',
    offer: 'Code that runs when you call it.',
    icon: 'M13 3L5 14h6l-1 7 8-11h-6z',
  },
  {
    path: '/items',
    title: 'Items',
    offer: 'What the REST API has to offer.',
    icon: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  },
  {
    path: '/chat',
    title: 'Chat',
    offer: 'Talk to a model that keeps to the subject.',
    icon: 'M4 5h16v11H10l-4 4v-4H4z',
  },
  {
    path: '/suggestions',
    title: 'Suggestions',
    offer: 'Name a goal, and get the steps to it.',
    icon: 'M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z',
  },
  {
    path: '/messages',
    title: 'Messages',
    offer: 'Whoever is here reads them at once.',
    icon: 'M21 4L3 11l6 2.5L11.5 20zM21 4L9 13.5',
  },
  {
    path: '/places',
    title: 'Places',
    offer: 'Find places, and see them on a map.',
    icon: 'M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  },
  {
    path: '/feed',
    title: 'Live feed',
    offer: 'What people and devices publish right now.',
    icon: 'M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM8 8a5.7 5.7 0 0 0 0 8M16 8a5.7 5.7 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14',
  },
  {
    path: '/second-factors',
    title: 'Second factor',
    offer: 'A second lock on your account.',
    icon: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4',
  },
]

/** Where people land. */
export const home = screens[0].path

/** What a window with this address is called. */
export function titleOf(address: string): string {
  const screen = screens.find(({ path }) => path === address)
  return screen ? `${screen.title} · ${appTitle}` : appTitle
}
