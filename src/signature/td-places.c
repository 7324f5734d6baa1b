/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-sign-private.h"

#define TD_MAX_PLACE 20000

/**
 * td_places_read:
 * @view: a file
 * @field: which place
 * @rect: (out): it
 *
 * The program keeps in the files it exports where the layout left the places of Decree 30, in
 * /PieceInfo of the catalog (ISO 32000-1, 14.5): page from 0, then x, y, width and height in points
 * from the top left corner.
 *
 * Returns: whether the file says so
 */
gboolean
td_places_read (TdPdfView view, TdLayoutField field, TdLayoutRect *rect)
{
  TdPdfObject *piece = td_pdf_view_lookup (view, td_pdf_view_root (view), "PieceInfo");
  TdPdfObject *own = td_pdf_view_lookup (view, piece, "TienDo");
  TdPdfObject *places = td_pdf_view_lookup (view, own, "Private");
  TdPdfObject *array = td_pdf_view_lookup (view, places, td_layout_field_nick (field));
  double value[5];

  if (array == NULL || array->type != TD_PDF_ARRAY || array->as.array.n != 5)
    return FALSE;
  for (guint i = 0; i < 5; i++)
    if (!td_pdf_get_number (array->as.array.items[i], &value[i]) || value[i] < -TD_MAX_PLACE ||
        value[i] > TD_MAX_PLACE)
      return FALSE;
  if (value[0] < 0 || value[3] <= 0 || value[4] <= 0)
    return FALSE;
  *rect = (TdLayoutRect){ (guint) value[0], value[1], value[2], value[3], value[4] };
  return TRUE;
}
