/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How sure words must be to count as an aim. */
typedef enum
{
  TD_QUANTITY_FORMAL, /* a list of targets: every number of things counts */
  TD_QUANTITY_BODY,   /* running text: percentages, "ít nhất N", "N lần/năm", ranks */
} TdQuantityMode;

/* A measurable aim found in words: "tối thiểu 90%". Places are bytes of the searched text. */
typedef struct
{
  gsize start; /* of the words of the quantity with its qualifier */
  gsize end;
  const char *comparator; /* ">=" ">" "=" "<=" "<" "~" */
  double value;           /* NAN: relative to a year */
  char *unit;
} TdQuantity;

void td_quantity_free (TdQuantity *quantity);
GPtrArray *td_quantity_find_all (const char *text, TdQuantityMode mode) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
