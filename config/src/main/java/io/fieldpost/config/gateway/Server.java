package io.fieldpost.config.gateway;

import io.fieldpost.config.ChosenBy;
import io.fieldpost.config.Setting;

/** One way in which the plant may look at this gateway's own points. */
@Setting("One way in which the plant (SCADA, MES) may look at this gateway's own points. Off unless it is written.")
public record Server(
        @Setting(value = "What it speaks; each protocol once.", example = "opcua")
        String protocol,

        @Setting(value = "What this server needs to know; each protocol has a reference of its own.", byDefault = "{}")
        @ChosenBy(value = "protocol", among = "servers")
        Record settings) {}
