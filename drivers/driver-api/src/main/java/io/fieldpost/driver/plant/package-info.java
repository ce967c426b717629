/**
 * What a server is written against that shows this gateway's own points to the plant's SCADA or MES: any protocol, read-only, fed by the
 * agent.
 */
@NullMarked
package io.fieldpost.driver.plant;

import org.jspecify.annotations.NullMarked;
