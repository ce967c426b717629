package io.fieldpost.driver.mqttin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whose conventions the topics of a source follow, as far as they say whether a device is there. */
enum DeviceKind {
    /** Nobody's. */
    PLAIN {
        @Override
        List<String> availabilityOf(String topic) {
            return List.of();
        }

        @Override
        boolean isAvailability(String topic) {
            return false;
        }
    },
    /** Tasmota: {@code tele/DEVICE/SENSOR} and {@code stat/DEVICE/POWER} have {@code tele/DEVICE/LWT}; the prefix may stand elsewhere. */
    TASMOTA {
        @Override
        List<String> availabilityOf(String topic) {
            String[] levels = topic.split("/", -1);
            for (int i = 0; i < levels.length - 1; i++) {
                boolean isPrefix = levels[i].equals("tele") || levels[i].equals("stat");
                if (isPrefix && !levels[i + 1].equals("#")) {
                    levels[i] = "tele";
                    // The last level is the kind of message; where the prefix is the last but one, the device stands
                    // before it.
                    int end = levels.length - i > 2 ? i + 2 : i + 1;
                    return List.of(String.join("/", Arrays.copyOf(levels, end)) + "/LWT");
                }
            }
            return List.of();
        }

        @Override
        boolean isAvailability(String topic) {
            return topic.endsWith("/LWT");
        }
    },
    /** Zigbee2MQTT: {@code zigbee2mqtt/DEVICE} has {@code zigbee2mqtt/DEVICE/availability}, and all have {@code zigbee2mqtt/bridge/state}. */
    ZIGBEE2MQTT {
        @Override
        List<String> availabilityOf(String topic) {
            int base = topic.indexOf('/');
            if (base <= 0 || topic.endsWith("#") || topic.startsWith("bridge/", base + 1)) {
                return List.of();
            }
            List<String> topics = new ArrayList<>();
            if (!topic.endsWith("/availability")) {
                topics.add(topic + "/availability");
            }
            topics.add(topic.substring(0, base) + "/bridge/state");
            return topics;
        }

        @Override
        boolean isAvailability(String topic) {
            return topic.endsWith("/availability") || topic.endsWith("/bridge/state");
        }
    };

    /**
     * Where it is said whether what sends to a topic is there.
     *
     * @param topic a topic, or a filter; the same rule gives a filter of theirs then
     */
    abstract List<String> availabilityOf(String topic);

    /** Whether a topic is one on which that is said. */
    abstract boolean isAvailability(String topic);
}
