/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A citation of an official document in running text:
 * "Quyết định số 6745/QĐ-UBND ngày 31/12/2023 của UBND Thành phố". At least one of number, name and
 * date is there. Wrong shapes ("18/NQ-TU", "09/NQ/TW") are kept as printed. */
typedef struct
{
  guint start; /* in characters of the searched text */
  guint length;
  char *doc_type; /* "Quyết định" as printed */
  char *number;   /* (nullable): "6745/QĐ-UBND" as printed, spaces and dash kinds cleaned */
  char *name; /* (nullable): of a document cited by name: "Giáo dục", "Đại hội XIII của Đảng" */
  char *date;   /* (nullable): ISO 8601 */
  char *issuer; /* (nullable): "UBND Thành phố" as printed */
} TdDocumentReference;

void td_document_reference_free (TdDocumentReference *reference);
GPtrArray *td_document_reference_find_all (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDocumentReference, td_document_reference_free)

G_END_DECLS
