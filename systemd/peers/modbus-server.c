/*
 * A Modbus unit of another make: libmodbus' server with values that are known.
 *
 *   modbus-server tcp PORT [PLACES]   any unit, on 127.0.0.1, one client after the other
 *   modbus-server rtu DEVICE UNIT     one unit on a serial line, 19200 8N1
 *
 *   cc -O2 modbus-server.c $(pkg-config --cflags --libs libmodbus)
 *
 * A hundred places in each table, or as many as are asked for; what lies beyond is refused. Prints a line of JSON when it is ready, and one for each write: the register that
 * the check writes and how many requests there have been. Holding register 30 keeps 4711 whatever is written to it.
 */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SETPOINT = 20, STUBBORN = 30, BULK = 40 };

static modbus_mapping_t *values(int places) {
    modbus_mapping_t *map = modbus_mapping_new(places, places, places, places);
    if (!map) abort();
    for (int i = 0; i < places; i++) {
        map->tab_bits[i] = i % 3 == 0;
        map->tab_input_bits[i] = i % 2;
        map->tab_input_registers[i] = 1000 + i;
        map->tab_registers[i] = i >= BULK ? i : 0;
    }
    uint16_t *holding = map->tab_registers;
    holding[0] = 2203;
    /* 220.5 is 435C8000. By hand: libmodbus 3.1.6 calls its orders by other letters than its later versions, and meters. */
    memcpy(holding + 1, (uint16_t[]){ 0x435C, 0x8000, 0x8000, 0x435C, 0x5C43, 0x0080, 0x0080, 0x5C43 }, 16);
    int64_t beyond_a_double = -9007199254740993LL;
    MODBUS_SET_INT64_TO_INT16(holding, 9, beyond_a_double);
    memcpy(holding + 13, (uint16_t[]){ 0x504D, 0x3533, 0x3230 }, 6); /* PM5320 */
    int32_t beyond_a_register = 70000;
    MODBUS_SET_INT32_TO_INT16(holding, 16, beyond_a_register);
    holding[STUBBORN] = 4711;
    return map;
}

/* Serves one connection, or one line, to its end. */
static void serve(modbus_t *line, modbus_mapping_t *map) {
    static long requests;
    uint8_t request[MODBUS_MAX_ADU_LENGTH];
    for (;;) {
        int length = modbus_receive(line, request);
        if (length > 0) {
            modbus_reply(line, request, length, map);
            requests++;
            map->tab_registers[STUBBORN] = 4711;
            int function = request[modbus_get_header_length(line)];
            if (function == 5 || function == 6 || function == 15 || function == 16) {
                printf("{\"setpoint\":%d,\"coil\":%d,\"requests\":%ld}\n", map->tab_registers[SETPOINT], map->tab_bits[1], requests);
            }
        } else if (length < 0 && errno != EMBBADCRC && errno != ETIMEDOUT) {
            return;
        }
    }
}

int main(int count, char **words) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    int places = count == 4 && !strcmp(words[1], "tcp") ? atoi(words[3]) : 100;
    modbus_mapping_t *map = values(places < 100 ? 100 : places);
    if (count >= 3 && !strcmp(words[1], "tcp")) {
        modbus_t *line = modbus_new_tcp("127.0.0.1", atoi(words[2]));
        int listener = line ? modbus_tcp_listen(line, 4) : -1;
        if (listener < 0) {
            fprintf(stderr, "port %s: %s\n", words[2], modbus_strerror(errno));
            return 1;
        }
        printf("{\"ready\":true}\n");
        while (modbus_tcp_accept(line, &listener) >= 0) {
            serve(line, map);
            close(modbus_get_socket(line));
        }
        return 1;
    }
    if (count == 4 && !strcmp(words[1], "rtu")) {
        modbus_t *line = modbus_new_rtu(words[2], 19200, 'N', 8, 1);
        if (!line || modbus_set_slave(line, atoi(words[3])) < 0 || modbus_connect(line) < 0) {
            fprintf(stderr, "%s: %s\n", words[2], modbus_strerror(errno));
            return 1;
        }
        printf("{\"ready\":true}\n");
        serve(line, map);
        return 1;
    }
    fprintf(stderr, "modbus-server tcp PORT [PLACES] | rtu DEVICE UNIT\n");
    return 2;
}
