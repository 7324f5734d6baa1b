/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-pdf-update.h"

G_BEGIN_DECLS

/* The form of a file: its fields, and how one more is put in. Private to this folder. */

typedef struct
{
  guint32 number; /* of the object; 0 where the field is not an object of its own */
  char *name;     /* with those of the fields above it, joined by points */
  TdPdfObject *object;
  TdPdfObject *type;    /* (nullable): a name, perhaps inherited */
  TdPdfObject *value;   /* (nullable): resolved */
  guint32 value_number; /* 0 where the value stands in the field */
} TdPdfField;

GPtrArray *td_pdf_form_list (TdPdfView view) G_GNUC_WARN_UNUSED_RESULT;
const TdPdfField *td_pdf_form_find (const GPtrArray *fields, const char *name);
char *td_pdf_form_free_name (const GPtrArray *fields, const char *wanted) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_pdf_form_add (TdPdfUpdate *update,
                          TdPdfView view,
                          const guint32 *fields,
                          guint n,
                          const char *const *set,
                          const char *values,
                          GError **error);
gboolean td_pdf_form_add_to_page (TdPdfUpdate *update,
                                  TdPdfView view,
                                  guint32 page,
                                  const guint32 *widgets,
                                  guint n,
                                  GError **error);
void td_pdf_write_with (GString *out,
                        const TdPdfObject *dictionary,
                        const char *const *keys,
                        const char *values);

G_END_DECLS
