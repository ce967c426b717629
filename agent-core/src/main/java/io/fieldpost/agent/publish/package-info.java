/** From the store to the brokers: one runner a destination, one encoder a payload format, Paho as transport only. */
@NullMarked
package io.fieldpost.agent.publish;

import org.jspecify.annotations.NullMarked;
