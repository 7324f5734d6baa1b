/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-form.h"
#include "td-pdf-pages.h"
#include "td-picture.h"
#include "td-sign.h"

G_BEGIN_DECLS

/* Steps of td_sign(). Private to this folder. */

/* Where a signature goes and how it looks */
typedef struct
{
  gboolean visible;
  TdPdfPage page;
  TdLayoutRect rect;       /* of the field, from the top left corner of what is shown */
  TdLayoutRect picture;    /* of the picture or text: inside of @rect */
  const TdPdfField *field; /* (nullable): an empty field that is there already */
} TdSignPlace;

typedef struct
{
  TdPdfFile *file;
  TdPdfView view;
  GPtrArray *fields; /* (element-type TdPdfField) */
  const TdSignRequest *request;
  TdPicture *picture; /* (nullable) */
  GPtrArray *notes;
} TdSignJob;

gboolean td_sign_find_place (TdSignJob *job, TdSignPlace *place, GError **error);
guint32
td_sign_write_picture (TdPdfUpdate *update, const TdSignPlace *place, const TdPicture *picture);
guint32 td_sign_write_text (TdPdfUpdate *update, const TdSignPlace *place, const char *text);
gboolean td_sign_measure_text (const char *text, double *width, double *height);
char *td_sign_text (const TdSignRequest *request, gint64 time) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_sign_check_file (TdPdfFile *file, GError **error);

/* Where the layout left places, as kept in the catalog of our own files */
gboolean td_places_read (TdPdfView view, TdLayoutField field, TdLayoutRect *rect);

G_END_DECLS
