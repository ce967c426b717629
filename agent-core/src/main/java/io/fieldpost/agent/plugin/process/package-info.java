/**
 * Drivers of plug-ins in processes of their own. {@link io.fieldpost.agent.plugin.process.ProcessFactory} makes, for each connection of a source, a
 * child that runs {@link io.fieldpost.agent.plugin.process.ChildMain} with the plug-in's driver, and a driver in the agent that hands each call on
 * to it. Between the two goes a stream of {@link io.fieldpost.agent.plugin.process.FrameReader frames} in each direction.
 */
@NullMarked
package io.fieldpost.agent.plugin.process;

import org.jspecify.annotations.NullMarked;
