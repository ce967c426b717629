package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.plc4x.line.Framing;
import io.fieldpost.driver.plc4x.line.GuardedTransport;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.plc4x.java.ads.AdsPlcDriver;
import org.apache.plc4x.java.ads.tag.AdsTagHandler;
import org.apache.plc4x.java.api.PlcDriver;
import org.apache.plc4x.java.eip.base.EIPDriver;
import org.apache.plc4x.java.eip.base.tag.EipTagHandler;
import org.apache.plc4x.java.eip.logix.LogixDriver;
import org.apache.plc4x.java.s7light.readwrite.S7LightDriver;
import org.apache.plc4x.java.s7light.readwrite.tag.S7PlcTagHandler;
import org.apache.plc4x.java.spi.connection.PlcTagHandler;

/** The protocols of PLC4X that this driver offers: what stands before the colon of a connection. */
enum Family {
    /**
     * Siemens S7 by PLC4X's {@code s7-light}. Its {@code s7} opens connections, and opens them again, by itself and from threads of its own, which
     * is the agent's to decide.
     */
    S7("s7", 102, Framing.TPKT, false, S7LightDriver::new, new S7PlcTagHandler()) {
        /** Without the optimizer one address that the controller refuses stays one; with it, all in its block are refused. */
        @Override
        String more(Duration timeout) {
            return "read-timeout=" + timeout.toMillis() + "&enable-block-read-optimizer=false";
        }
    },
    /** EtherNet/IP, unconnected or to a connection manager. */
    EIP("eip", 44818, Framing.ENCAPSULATION, true, EIPDriver::new, new EipTagHandler()) {
        @Override
        String more(Duration timeout) {
            return LITTLE_ENDIAN;
        }
    },
    /** Rockwell Logix over EtherNet/IP, through a communication path. */
    LOGIX("logix", 44818, Framing.ENCAPSULATION, true, LogixDriver::new, new EipTagHandler()) {
        @Override
        String more(Duration timeout) {
            return LITTLE_ENDIAN;
        }
    },
    /** Beckhoff TwinCAT ADS over AMS/TCP. */
    ADS("ads", 48898, Framing.AMS, false, AdsPlcDriver::new, new AdsTagHandler()) {
        @Override
        String more(Duration timeout) {
            return "timeout-request=" + timeout.toMillis();
        }
    };

    /** As the standard has it, and PLC4X not by default. */
    private static final String LITTLE_ENDIAN = "big-endian=false";

    private final String scheme;
    private final int usualPort;
    private final Framing framing;
    private final boolean saysGoodbye;
    private final Supplier<PlcDriver> driver;
    private final PlcTagHandler tags;

    Family(
            String scheme,
            int usualPort,
            Framing framing,
            boolean saysGoodbye,
            Supplier<PlcDriver> driver,
            PlcTagHandler tags) {
        this.scheme = scheme;
        this.usualPort = usualPort;
        this.framing = framing;
        this.saysGoodbye = saysGoodbye;
        this.driver = driver;
        this.tags = tags;
    }

    String scheme() {
        return scheme;
    }

    int usualPort() {
        return usualPort;
    }

    Framing framing() {
        return framing;
    }

    boolean saysGoodbye() {
        return saysGoodbye;
    }

    /** A driver of PLC4X for one session: EtherNet/IP's keeps the settings of the last connection that it made. */
    PlcDriver driver() {
        return driver.get();
    }

    PlcTagHandler tags() {
        return tags;
    }

    /** Parameters that a connection has besides those that the technician wrote. */
    String more(Duration timeout) {
        return "";
    }

    /** What PLC4X takes, for one line: where it leads is the line's to know. */
    String connection(String parameters) {
        return driver().getProtocolCode() + ":" + GuardedTransport.CODE + "://line"
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
