/// The whole pipeline on a simulated log, one step at a time: whatever goes wrong, it keeps its promises.
@NullMarked
package dev.cairn.simulation.pipeline;

import org.jspecify.annotations.NullMarked;
