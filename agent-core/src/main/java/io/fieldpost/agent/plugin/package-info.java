/**
 * Drivers that did not come with the agent: found in directories of their own, checked, and loaded each by a class loader of its own, so that two
 * of them can use different versions of one library.
 */
@NullMarked
package io.fieldpost.agent.plugin;

import org.jspecify.annotations.NullMarked;
