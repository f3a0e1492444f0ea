/* Under the hood: the word of the lock, sampled. */
#include <linux/futex.h>

#include "watch/hood.h"

void
hood_sample(struct hood *hood, const struct table *table,
    int64_t now_mono_ns)
{
	struct hood_lock *lock = &hood->lock;
	uint32_t word = atomic_load(&table->header->lock);
	uint32_t owner = word & FUTEX_TID_MASK;
	bool died = (word & FUTEX_OWNER_DIED) != 0;

	lock->looks++;
	if (died && !lock->died)
		lock->deaths++;
	if (owner != 0) {
		lock->held++;
		if (owner != lock->owner)
			lock->since_ns = now_mono_ns;
		else if (now_mono_ns - lock->since_ns > lock->longest_ns)
			lock->longest_ns = now_mono_ns - lock->since_ns;
		lock->last_owner = owner;
	}
	lock->owner = owner;
	lock->waits = (word & FUTEX_WAITERS) != 0;
	lock->died = died;
	lock->repairs = atomic_load(&table->header->lock_recoveries);
}
