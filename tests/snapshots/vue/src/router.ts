import { createRouter, createWebHistory } from 'vue-router'
import { home, titleOf } from './lib/screens'

/** The code of a screen is loaded when it is opened. */
export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    { path: '/', redirect: home },
    { path: '/todos', component: () => import('./components/TodoList.vue') },
    { path: '/files', component: () => import('./components/FileList.vue') },
    { path: '/functions', component: () => import('./components/FunctionCalls.vue') },
    { path: '/items', component: () => import('./components/ItemList.vue') },
    { path: '/chat', component: () => import('./components/AssistantChat.vue') },
    { path: '/suggestions', component: () => import('./components/TodoSuggestions.vue') },
    { path: '/messages', component: () => import('./components/MessageList.vue') },
    { path: '/places', component: () => import('./components/PlaceView.vue') },
    { path: '/feed', component: () => import('./components/LiveFeed.vue') },
    { path: '/second-factors', component: () => import('./components/SecondFactors.vue') },
    { path: '/:unknown(.*)', component: () => import('./components/NotFound.vue') },
  ],
  scrollBehavior: (_to, _from, savedPosition) => savedPosition ?? { top: 0 },
})

router.afterEach(({ path }) => {
  document.title = titleOf(path)
})
