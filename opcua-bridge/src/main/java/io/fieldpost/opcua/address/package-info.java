/** Which node of a server a point stands for: node ids by namespace URI, browse paths, rules that find points. */
@NullMarked
package io.fieldpost.opcua.address;

import org.jspecify.annotations.NullMarked;
