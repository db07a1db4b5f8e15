/// The synthetic chain: a seeded feed of blocks and transactions, and the oracle that knows what their state must be.
@NullMarked
package dev.cairn.synthetic;

import org.jspecify.annotations.NullMarked;
