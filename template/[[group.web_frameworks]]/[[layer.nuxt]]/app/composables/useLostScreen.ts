/** The address of a screen whose code could not be loaded, until another is opened. */
export function useLostScreen() {
  const router = useRouter()
  const lost = ref('')

  onScopeDispose(
    router.onError((problem, to) => {
      console.error(problem)
      lost.value = to.fullPath
    }),
  )
  onScopeDispose(router.afterEach(() => (lost.value = '')))

  return lost
}
