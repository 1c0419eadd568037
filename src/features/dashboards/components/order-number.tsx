import Link from 'next/link'

/** The number of a work order, and the way to it for whoever may open it. */
export const OrderNumber = ({ number, mayOpen }: { number: string; mayOpen: boolean }) =>
  mayOpen ? (
    <Link href={`/work-orders/${number}`} prefetch={false} className="text-accent underline underline-offset-2">
      {number}
    </Link>
  ) : (
    number
  )
