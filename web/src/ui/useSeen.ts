import { useEffect, useRef, useState, type RefObject } from 'react'

/** True from the moment when the element comes near to what is seen; `near` in pixels, within whatever scrolls. */
export function useSeen<T extends Element>(near = 100): readonly [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null)
  const [seen, setSeen] = useState(() => typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (seen || !ref.current) return undefined
    const margin = { rootMargin: `${near}px`, scrollMargin: `${near}px` }
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true), margin)
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [seen, near])
  return [ref, seen]
}
