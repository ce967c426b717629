package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;

/** Who a gateway is. */
@Setting("Who this gateway is.")
public record Identity(
        @Setting(
                value = "Name of this gateway, unique at the monitoring centre.",
                pattern = "[A-Za-z0-9_.-]{1,64}",
                example = "dg-0007")
        String id,

        @Setting(
                value = "Where it stands; levels are separated by '/'.",
                pattern = "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
                example = "changan/line-3")
        String site) {}
