/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-sign.h"

G_BEGIN_DECLS

/* What is added to a PDF before its first signature: empty signature fields and, where the number
 * is allotted after the leader has signed, text fields for it and for the date. Afterwards files
 * change by incremental updates alone. */

/* All is borrowed for the time of the call. The places come from the layout: the program keeps them
 * in the files it exports; rectangles given here go before those. */
typedef struct
{
  gboolean number_fields;        /* "Số", day and month are filled in after the first signature */
  gboolean portable;             /* for signing with another program: the seal's field has the exact
                                    size of the seal; else it has room for every seal */
  const TdLayoutRect *signature; /* (nullable): ô 7c */
  const TdLayoutRect *seal;      /* (nullable): ô 8 */
} TdPrepareRequest;

GBytes *td_prepare (GBytes *pdf, const char *name, const TdPrepareRequest *request, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Fills the prepared fields, as an incremental update: @number as it is printed ("05"), @day and
 * @month as Decree 30 writes them ("05", "02", "6"). NULL leaves a field as it is. */
GBytes *td_prepare_fill (GBytes *pdf,
                         const char *name,
                         const char *number,
                         const char *day,
                         const char *month,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
