import {
  coreExtensionData,
  createExtension,
} from '@backstage/frontend-plugin-api';
import { useLocation, useNavigate } from 'react-router-dom';

/** What tests see of a browser: the address, and the button that goes back. */
export const AddressBar = createExtension({
  name: 'address-bar',
  attachTo: { id: 'app/root', input: 'elements' },
  output: [coreExtensionData.reactElement],
  factory: () => [coreExtensionData.reactElement(<Bar />)],
});

function Bar() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <nav aria-label="Browser">
      <output aria-label="Address">{`${pathname}${search}`}</output>
      <button type="button" onClick={() => navigate(-1)}>
        Back
      </button>
    </nav>
  );
}
